"""Words of keys and webhooks; pages name only the value."""

from django.utils.translation import gettext_lazy as _

from accounts.scopes import Scope
from komship.web.statuses import StatusLook, register_statuses
from notifications.models import WebhookDelivery
from notifications.rules.webhooks import TEST_TOPIC, Topic

SCOPES = {
    Scope.ORDERS_READ: _("Melihat pesanan"),
    Scope.ORDERS_WRITE: _("Membuat, mengubah, dan membatalkan pesanan; menghitung ongkir"),
    Scope.PICKUPS_READ: _("Melihat pickup dan mencetak label"),
    Scope.PICKUPS_WRITE: _("Meminta pickup"),
    Scope.PRODUCTS_READ: _("Melihat produk"),
    Scope.PRODUCTS_WRITE: _("Menambah, mengubah, dan menghapus produk"),
    Scope.FINANCE_READ: _("Melihat saldo dan mutasi (tidak bisa menarik)"),
    Scope.REPORTS_READ: _("Melihat ringkasan dan grafik"),
}
TOPICS = {
    Topic.ORDER_CREATED: _("Pesanan dibuat"),
    Topic.ORDER_STATUS_CHANGED: _("Status pesanan berubah"),
    Topic.ORDER_UPDATED: _("Kendala atau retur pada pesanan berubah"),
    Topic.PARCEL_BOOKED: _("Resi terbit"),
    Topic.PARCEL_REFUSED: _("Kurir menolak paket"),
    Topic.PARCEL_STATUS_CHANGED: _("Status paket di kurir berubah"),
}
TOPIC_LABELS = {**{topic.value: label for topic, label in TOPICS.items()}, TEST_TOPIC: _("Kejadian uji")}

_STATE = WebhookDelivery.State
register_statuses(
    "webhook-delivery",
    {
        _STATE.PENDING: StatusLook(_("Menunggu"), "warning", "clock"),
        _STATE.DELIVERED: StatusLook(_("Terkirim"), "success", "circle-check"),
        _STATE.PARKED: StatusLook(_("Gagal"), "danger", "alert-octagon"),
    },
)
register_statuses(
    "webhook",
    {
        "on": StatusLook(_("Aktif"), "success", "circle-check"),
        "failing": StatusLook(_("Sering gagal"), "warning", "alert-triangle"),
        "off": StatusLook(_("Mati"), "neutral", "ban"),
    },
)
register_statuses(
    "api-key",
    {
        "live": StatusLook(_("Langsung"), "success", "key"),
        "test": StatusLook(_("Uji"), "info", "flask"),
        "ended": StatusLook(_("Berakhir"), "neutral", "clock"),
    },
)
