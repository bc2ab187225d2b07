"""Periodic work of shipping, run by beat and by `drain`. No logic here."""

from komship.core.sweeps import sweep
from shipping.services import (
    claim_accepted,
    claim_due_polls,
    follow_overdue_pickups,
    purge_old_rows,
    resolve_unknown_bookings,
)


@sweep(name="shipping.resolve_unknown_bookings", every_s=20)
def resolve_bookings() -> int:
    return resolve_unknown_bookings()


@sweep(name="shipping.claim_accepted", every_s=20)
def follow_accepted() -> int:
    return claim_accepted()


@sweep(name="shipping.poll_tracking", every_s=30)
def poll_tracking() -> int:
    return claim_due_polls()


@sweep(name="shipping.follow_pickups", every_s=300)
def follow_pickups() -> int:
    return follow_overdue_pickups()


@sweep(name="shipping.purge", every_s=3600)
def purge() -> int:
    return purge_old_rows()
