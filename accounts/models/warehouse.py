from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models.partner import Partner
from accounts.states import WarehouseKind


class WarehouseQuerySet(models.QuerySet["Warehouse"]):
    def for_partner(self, partner_id: int) -> "WarehouseQuerySet":
        return self.filter(partner_id=partner_id)

    def active(self) -> "WarehouseQuerySet":
        return self.filter(deleted_at__isnull=True)


class Warehouse(models.Model):
    """Where parcels are picked up; the region columns are a copy taken when it was saved."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="warehouses")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=WarehouseKind.choices, default=WarehouseKind.PRIVATE)
    contact_name = models.CharField(max_length=30)
    contact_phone = models.CharField(max_length=20)
    address_line = models.CharField(max_length=255)
    # The id of a region in the shipping app. Zero: saved before regions were known, to be completed.
    destination_ref = models.BigIntegerField(default=0)
    village = models.CharField(max_length=80, blank=True)
    district = models.CharField(max_length=80, blank=True)
    city = models.CharField(max_length=80, blank=True)
    province = models.CharField(max_length=80, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    origin_code = models.CharField(max_length=20, blank=True)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = WarehouseQuerySet.as_manager()

    class Meta:
        verbose_name = _("gudang")
        verbose_name_plural = _("gudang")
        constraints = [
            models.UniqueConstraint(
                fields=["partner"], condition=Q(is_default=True), name="warehouse_one_default"
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(deleted_at__isnull=True),
                name="warehouse_default_not_deleted",
            ),
        ]

    def __str__(self) -> str:
        return self.name
