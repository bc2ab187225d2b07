"""Features a seller may switch on and off. The words are columns of `PartnerSettings`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Feature(models.TextChoices):
    """Where each takes effect is said in the record of decisions about switches."""

    TOTAL_EDIT = "allows_total_edit", _("Input cepat")
    MASS_ORDER = "mass_order", _("Order massal")
    BANK_MUTATION = "bank_mutation", _("Mutasi rekening")
    SENDER_IDENTITIES = "sender_identities", _("Identitas pengirim")
    SHIPPING_COST = "shows_shipping_cost", _("Ongkir di label")
    RETURN_INSIGHT = "return_insight", _("Wawasan retur")
    ORDER_NOTES = "order_notes", _("Catatan order")
    CUSTOMER_REPUTATION = "customer_reputation", _("Reputasi pembeli")
    TRACKING_SALES = "tracking_sales", _("Pelacakan penjualan")
    SALES_RANKING = "tracking_sales_dashboard", _("Peringkat penjualan")
