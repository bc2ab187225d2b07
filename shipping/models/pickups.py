from datetime import date, datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.states import Vehicle
from komship.lib import clock
from shipping.pickup_states import PickupStatus


class PickupQuerySet(models.QuerySet["Pickup"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)

    def overdue(self, day: date) -> Self:
        """Scheduled ones of this Jakarta date or before."""
        return self.filter(status=PickupStatus.SCHEDULED, pickup_on__lte=day)


class Pickup(models.Model):
    """One request to collect parcels; API clients build it parcel by parcel under one token."""

    Status = PickupStatus

    partner = models.ForeignKey("accounts.Partner", on_delete=models.PROTECT, related_name="pickups")
    warehouse = models.ForeignKey("accounts.Warehouse", on_delete=models.PROTECT, related_name="pickups")
    token = models.CharField(_("token"), max_length=64)
    pickup_on = models.DateField(_("tanggal jemput"))
    pickup_time = models.TimeField(_("jam jemput"))
    vehicle = models.CharField(_("kendaraan"), max_length=10, choices=Vehicle.choices, default=Vehicle.MOTOR)
    contact_name = models.CharField(_("penanggung jawab"), max_length=60)
    contact_phone = models.CharField(_("telepon"), max_length=20)
    warehouse_name = models.CharField(_("nama gudang"), max_length=100)
    address_line = models.CharField(_("alamat"), max_length=300)
    status = models.CharField(
        _("status"), max_length=12, choices=PickupStatus.choices, default=PickupStatus.SCHEDULED
    )
    created_at = models.DateTimeField(_("diajukan"), auto_now_add=True)

    objects = PickupQuerySet.as_manager()

    class Meta:
        verbose_name = _("penjemputan")
        verbose_name_plural = _("penjemputan")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "token"], name="pickup_token_once"),
        ]
        indexes = [
            models.Index(fields=["partner", "-id"], name="pickup_partner_recent"),
            models.Index(
                fields=["pickup_on"],
                name="pickup_overdue",
                condition=models.Q(status=PickupStatus.SCHEDULED),
            ),
            models.Index(fields=["-pickup_on", "-pickup_time", "-id"], name="pickup_by_slot"),
        ]

    @property
    def planned_at(self) -> datetime:
        """When the courier was to come."""
        return datetime.combine(self.pickup_on, self.pickup_time, tzinfo=clock.JAKARTA)

    def __str__(self) -> str:
        return f"{self.warehouse_name} {self.pickup_on:%Y-%m-%d} {self.pickup_time:%H:%M}"
