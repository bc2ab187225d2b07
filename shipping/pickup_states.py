"""The life of a pickup: statuses, allowed moves, and what its parcels make of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from komship.lib.clock import wib


class PickupStatus(TextChoices):
    SCHEDULED = "scheduled", _("Dijadwalkan")
    PARTIAL = "partial", _("Dijemput sebagian")
    COMPLETED = "completed", _("Selesai")
    MISSED = "missed", _("Terlewati")
    CANCELLED = "cancelled", _("Dibatalkan")


_S = PickupStatus

# A parcel may be put on a pickup again, and couriers scan late: no status is the last word.
PICKUP_ALLOWED: Mapping[PickupStatus, frozenset[PickupStatus]] = {
    _S.SCHEDULED: frozenset({_S.PARTIAL, _S.COMPLETED, _S.MISSED, _S.CANCELLED}),
    _S.PARTIAL: frozenset({_S.COMPLETED}),
    _S.COMPLETED: frozenset({_S.PARTIAL}),
    _S.MISSED: frozenset({_S.PARTIAL, _S.COMPLETED, _S.CANCELLED}),
    _S.CANCELLED: frozenset({_S.SCHEDULED, _S.PARTIAL, _S.COMPLETED, _S.MISSED}),
}

# What was fetched in the evening is scanned at the hub by the next noon.
SCANNED_WITHIN = timedelta(hours=12)


@dataclass(frozen=True)
class PickupLoad:
    """Parcels the courier should take, and how many of them it has scanned."""

    parcels: int
    scanned: int


def last_overdue_day(now: datetime) -> date:
    """Pickups of this Jakarta date or before have had their chance."""
    return wib(now - SCANNED_WITHIN).date() - timedelta(days=1)


def status_of(load: PickupLoad, *, pickup_on: date, now: datetime) -> PickupStatus:
    """What a pickup is, seen from its parcels: cancelled without any, missed without a scan."""
    if not load.parcels:
        return PickupStatus.CANCELLED
    if load.scanned == load.parcels:
        return PickupStatus.COMPLETED
    if load.scanned:
        return PickupStatus.PARTIAL
    return PickupStatus.MISSED if pickup_on <= last_overdue_day(now) else PickupStatus.SCHEDULED
