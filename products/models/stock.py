"""Pieces per variant and warehouse, and the journal of everything that moved them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from komship.lib import clock
from products.models.variant import Variant


class StockQuerySet(models.QuerySet["Stock"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(variant__product__partner_id=partner_id)


class Stock(models.Model):
    """`on_hand` lies in the warehouse, `reserved` of it is promised to orders not yet shipped."""

    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="stocks")
    warehouse = models.ForeignKey("accounts.Warehouse", on_delete=models.PROTECT, related_name="stocks")
    on_hand = models.IntegerField(default=0)
    reserved = models.IntegerField(default=0)
    sold = models.IntegerField(default=0)

    objects = StockQuerySet.as_manager()

    class Meta:
        verbose_name = _("stok")
        verbose_name_plural = _("stok")
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "warehouse"], name="stock_once_per_variant_and_warehouse"
            ),
            models.CheckConstraint(condition=models.Q(on_hand__gte=0), name="stock_on_hand_not_negative"),
            models.CheckConstraint(condition=models.Q(reserved__gte=0), name="stock_reserved_not_negative"),
            models.CheckConstraint(
                condition=models.Q(reserved__lte=models.F("on_hand")),
                name="stock_reserved_is_on_hand",
            ),
            models.CheckConstraint(condition=models.Q(sold__gte=0), name="stock_sold_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}@{self.warehouse_id}: {self.on_hand} ({self.reserved})"

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


class MovementKind(models.TextChoices):
    RESERVE = "reserve", _("Dipesan")
    RELEASE = "release", _("Batal dipesan")
    CONSUME = "consume", _("Dikirim")
    PUT_BACK = "put_back", _("Kembali ke gudang")
    TAKE_OUT = "take_out", _("Keluar lagi")
    ADJUST = "adjust", _("Penyesuaian")


class StockMovementQuerySet(models.QuerySet["StockMovement"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(stock__variant__product__partner_id=partner_id)


class StockMovement(models.Model):
    """Append-only (a trigger refuses changes). `quantity` is signed only for adjustments."""

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=MovementKind)
    quantity = models.IntegerField()
    reference = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = StockMovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("mutasi stok")
        verbose_name_plural = _("mutasi stok")
        constraints = [
            models.UniqueConstraint(fields=["stock", "kind", "reference"], name="stock_movement_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0)
                | (models.Q(kind=MovementKind.ADJUST) & ~models.Q(quantity=0)),
                name="stock_movement_quantity_makes_sense",
            ),
        ]
        indexes = [
            # What was sold in a month; found from the seller's stock rows.
            models.Index(
                "stock",
                "created_at",
                condition=models.Q(kind=MovementKind.CONSUME),
                name="stock_movement_sold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity} ({self.reference})"
