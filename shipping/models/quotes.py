from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shipping.models.couriers import CourierService, FeeWindow


class QuoteQuerySet(models.QuerySet["Quote"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)

    def usable_at(self, moment: datetime) -> Self:
        return self.filter(expires_at__gt=moment)


class Quote(models.Model):
    """A price promised for a short while. Short-lived: copy its numbers, never point at it."""

    partner = models.ForeignKey("accounts.Partner", on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(CourierService, on_delete=models.CASCADE, related_name="+")
    fee_window = models.ForeignKey(FeeWindow, on_delete=models.CASCADE, related_name="+")
    destination = models.ForeignKey("shipping.Destination", on_delete=models.CASCADE, related_name="+")
    origin_code = models.CharField(max_length=10)
    weight_g = models.PositiveIntegerField()
    billed_kg = models.PositiveSmallIntegerField()
    is_cod = models.BooleanField()
    price_rp = models.BigIntegerField()
    cashback_rp = models.BigIntegerField()
    # Of the criterion that held; None means as the fee window says.
    return_discount_bp = models.PositiveSmallIntegerField(null=True)
    etd_from = models.PositiveSmallIntegerField(null=True)
    etd_thru = models.PositiveSmallIntegerField(null=True)
    is_stale = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("penawaran ongkir")
        verbose_name_plural = _("penawaran ongkir")
        constraints = [
            models.CheckConstraint(
                condition=Q(price_rp__gte=0, cashback_rp__gte=0, billed_kg__gte=1),
                name="quote_amounts_sane",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partner", "destination", "service", "billed_kg", "-expires_at"],
                name="quote_usable",
            ),
            models.Index(fields=["expires_at"], name="quote_expiry"),
        ]
