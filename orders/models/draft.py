from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Warehouse
from products.models import Variant
from shipping.models import Destination


class OrderDraftQuerySet(models.QuerySet["OrderDraft"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class OrderDraft(models.Model):
    """An order somebody has not finished typing. It is no order: no number, no stock, no price.

    Nothing in it has been checked. `form_key` is the request key of the desk's form, so a form has
    one draft however often it is saved, and the stored order throws it away.
    """

    partner = models.ForeignKey("accounts.Partner", on_delete=models.CASCADE, related_name="order_drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=64, null=True, blank=True, editable=False)
    ordered_on = models.DateField(_("tanggal"), null=True, blank=True)
    warehouse = models.ForeignKey(
        Warehouse, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    customer_name = models.CharField(_("nama penerima"), max_length=200, blank=True)
    customer_phone = models.CharField(_("telepon penerima"), max_length=30, blank=True)
    address_line = models.CharField(_("alamat"), max_length=1000, blank=True)
    destination = models.ForeignKey(
        Destination, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    # What else stood in the desk's form, as it was typed.
    form_values = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("dibuat"))
    updated_at = models.DateTimeField(_("diubah"))

    objects = OrderDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draf pesanan")
        verbose_name_plural = _("draf pesanan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "form_key"], name="order_draft_once_per_form"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["partner", "-updated_at", "-id"], name="order_draft_recent"),
        ]

    def __str__(self) -> str:
        return self.customer_name or f"draf {self.pk}"


class OrderDraftLineQuerySet(models.QuerySet["OrderDraftLine"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(draft__partner_id=partner_id)


class OrderDraftLine(models.Model):
    """An article of a draft; name and price are the catalogue's of the day it is looked at."""

    draft = models.ForeignKey(OrderDraft, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField(_("jumlah"))

    objects = OrderDraftLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("isi draf")
        verbose_name_plural = _("isi draf")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "variant"], name="order_draft_line_once_per_variant"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="order_draft_line_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.variant_id}"
