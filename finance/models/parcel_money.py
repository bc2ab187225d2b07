from dataclasses import fields
from typing import ClassVar

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner
from finance.states import ParcelStage, PaymentMethod
from finance.terms import ParcelTerms


class ParcelMoneyQuerySet(models.QuerySet["ParcelMoney"]):
    def for_partner(self, partner_id: int) -> "ParcelMoneyQuerySet":
        return self.filter(partner_id=partner_id)

    def pending(self) -> "ParcelMoneyQuerySet":
        """COD parcels under way: their net income is expected, not yet posted."""
        return self.filter(stage=ParcelStage.IN_TRANSIT, method=PaymentMethod.COD)

    def numbered(self, text: str) -> "ParcelMoneyQuerySet":
        """Airway bill or reference that begins or ends with the text."""
        code = text.strip().upper()
        tail = code[::-1]
        return self.alias(cnote_tail=Reverse("cnote"), reference_tail=Reverse("reference")).filter(
            Q(cnote__startswith=code)
            | Q(reference__startswith=code)
            | Q(cnote_tail__startswith=tail)
            | Q(reference_tail__startswith=tail)
        )


class ParcelMoney(models.Model):
    """The money of one parcel: frozen terms, the stage that decides its entries, facts to show."""

    reference = models.CharField(max_length=40, unique=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", db_index=False)
    method = models.CharField(max_length=16, choices=PaymentMethod.choices)
    stage = models.CharField(max_length=12, choices=ParcelStage.choices, default=ParcelStage.OPEN)
    is_problem = models.BooleanField(default=False)

    goods_rp = models.BigIntegerField()
    collect_rp = models.BigIntegerField()
    shipping_rp = models.BigIntegerField()
    cashback_rp = models.BigIntegerField()
    cod_fee_rp = models.BigIntegerField()
    cod_fee_vat_rp = models.BigIntegerField()
    net_rp = models.BigIntegerField()
    return_leg_rp = models.BigIntegerField(default=0)
    return_discount_bp = models.PositiveIntegerField(default=10_000)
    # Follows from the terms; stored so that a seller's reserve is one sum.
    return_charge_rp = models.BigIntegerField()
    # Counts amendments and corrections: part of the idempotency keys, so that each version posts once.
    version = models.PositiveIntegerField(default=1)

    opened_at = models.DateTimeField()
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    stage_at = models.DateTimeField(db_default=Now())

    # Facts of the order and the booking, told by `describe_parcel` so that money lists need no other app.
    order_id = models.BigIntegerField(null=True, blank=True)
    cnote = models.CharField(max_length=40, blank=True)
    courier_name = models.CharField(max_length=40, blank=True)
    courier_logo = models.CharField(max_length=500, blank=True)
    order_status_text = models.CharField(max_length=40, blank=True)

    objects = ParcelMoneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("uang paket")
        verbose_name_plural = _("uang paket")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=ParcelStage.values), name="parcel_stage_known"),
            models.CheckConstraint(condition=Q(method__in=PaymentMethod.values), name="parcel_method_known"),
            models.CheckConstraint(
                condition=Q(net_rp=F("collect_rp") - F("cod_fee_rp") - F("shipping_rp") + F("cashback_rp")),
                name="parcel_net_follows",
            ),
            models.CheckConstraint(
                condition=Q(
                    goods_rp__gte=0,
                    collect_rp__gte=0,
                    cashback_rp__gte=0,
                    shipping_rp__gte=F("cashback_rp"),
                    cod_fee_vat_rp__gte=0,
                    cod_fee_rp__gte=F("cod_fee_vat_rp"),
                    return_leg_rp__gte=0,
                    return_charge_rp__gte=0,
                ),
                name="parcel_amounts_sane",
            ),
        ]
        indexes: ClassVar = [
            # Sums of a seller's home page come from this index alone.
            models.Index(
                fields=["partner", "stage", "method"],
                include=["net_rp", "return_charge_rp", "cashback_rp", "shipping_rp", "is_problem"],
                name="parcel_money_sums",
            ),
            # Incomes of a period, by day and by payment method, come from this index alone.
            models.Index(
                fields=["partner", "delivered_at"],
                include=[
                    "stage",
                    "method",
                    "collect_rp",
                    "shipping_rp",
                    "cashback_rp",
                    "cod_fee_rp",
                    "net_rp",
                ],
                name="parcel_delivered_at",
            ),
            models.Index(
                fields=["partner", "returned_at"], include=["cashback_rp"], name="parcel_returned_at"
            ),
            models.Index(
                fields=["delivered_at"],
                name="parcel_income_day",
                condition=Q(stage=ParcelStage.DELIVERED.value),
            ),
            # What couriers should have brought: asked per courier and day, and listed per seller.
            models.Index(
                fields=["courier_name", "delivered_at"],
                condition=Q(stage="delivered", method="cod"),
                name="parcel_cod_by_courier",
            ),
            models.Index(
                fields=["partner", "-id"],
                condition=Q(stage="delivered", method="cod"),
                name="parcel_cod_delivered",
            ),
            models.Index(OpClass("cnote", name="text_pattern_ops"), name="parcel_cnote_head"),
            models.Index(OpClass(Reverse("cnote"), name="text_pattern_ops"), name="parcel_cnote_tail"),
            models.Index(
                OpClass(Reverse("reference"), name="text_pattern_ops"), name="parcel_reference_tail"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def shipping_net_rp(self) -> int:
        """Shipping after cashback."""
        return self.shipping_rp - self.cashback_rp

    def terms(self) -> ParcelTerms:
        """The frozen terms as a value."""
        return ParcelTerms(**{field.name: getattr(self, field.name) for field in fields(ParcelTerms)})
