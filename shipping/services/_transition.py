"""The only writer of a parcel's `status` and `booking_state` and of the statuses of pickups and proposals."""

from typing import Any

from django.db.models import QuerySet

from komship.lib import clock
from shipping.booking_states import BOOKING_ALLOWED, BookingState
from shipping.models import FeeProposal, Pickup, Shipment
from shipping.pickup_states import PICKUP_ALLOWED, PickupStatus
from shipping.states import ShipmentStatus, may_move


class ForbiddenMove(ValueError):
    """A programming mistake: no table allows this move."""


def move_booking(shipment: Shipment, before: BookingState, after: BookingState, **changes: Any) -> bool:
    """Move a booking that is still exactly as the caller read it; False when somebody was faster.

    The number of attempts fences off a worker whose lease ran out while it waited for the courier,
    the hash of the payload one that read the parcel before it was edited.
    """
    _require_booking_move(before, after)
    rows = Shipment.objects.filter(
        pk=shipment.pk,
        booking_state=before,
        booking_attempts=shipment.booking_attempts,
        request_hash=shipment.request_hash,
    )
    return bool(rows.update(booking_state=after, updated_at=clock.now(), **changes))


def finish_attempt(shipment_id: int, attempt: int, after: BookingState, **changes: Any) -> bool:
    """End the attempt of this number; False when its lease ran out and another one took over."""
    _require_booking_move(BookingState.CALLING, after)
    rows = Shipment.objects.filter(
        pk=shipment_id, booking_state=BookingState.CALLING, booking_attempts=attempt
    )
    if after is BookingState.BOOKED:
        changes |= {"status": ShipmentStatus.READY_TO_SHIP.value}
    return bool(rows.update(booking_state=after, updated_at=clock.now(), **changes))


def finish_accepted(shipment_id: int, after: BookingState, **changes: Any) -> bool:
    """End the wait for an airway bill; False when somebody else ended it."""
    _require_booking_move(BookingState.ACCEPTED, after)
    rows = Shipment.objects.filter(pk=shipment_id, booking_state=BookingState.ACCEPTED)
    if after is BookingState.BOOKED:
        changes |= {"status": ShipmentStatus.READY_TO_SHIP.value}
    return bool(rows.update(booking_state=after, updated_at=clock.now(), **changes))


def give_up_attempts(rows: QuerySet[Shipment], **changes: Any) -> int:
    """Attempts whose lease ran out become unexplained; rows must be claimed or unexplained."""
    open_ones = rows.filter(booking_state__in=[BookingState.CALLING, BookingState.UNKNOWN])
    return open_ones.update(booking_state=BookingState.UNKNOWN, updated_at=clock.now(), **changes)


def reopen_booking(shipment: Shipment, **changes: Any) -> None:
    """Send a booking back to the start with a payload that may be new. The row must be locked.

    Only for bookings that certainly do not exist at the courier: waiting or refused ones.
    """
    before = BookingState(shipment.booking_state)
    if before is not BookingState.PENDING:
        _require_booking_move(before, BookingState.PENDING)
    _write(
        shipment,
        booking_state=BookingState.PENDING,
        rejection_reason="",
        resolve_after_at=None,
        **changes,
    )


def cancel_parcel(shipment: Shipment, **changes: Any) -> None:
    """Close booking and parcel together, before the first scan. The row must be locked."""
    _require_booking_move(BookingState(shipment.booking_state), BookingState.CANCELLED)
    _require_parcel_move(shipment.status, ShipmentStatus.CANCELLED)
    _write(
        shipment,
        booking_state=BookingState.CANCELLED,
        status=ShipmentStatus.CANCELLED.value,
        **changes,
    )


def move_parcel(shipment: Shipment, after: str, **changes: Any) -> None:
    """Move a parcel along the table of allowed moves, with what its scans say. The row must be locked."""
    if shipment.status != after:
        _require_parcel_move(shipment.status, after)
    _write(shipment, status=ShipmentStatus(after).value, **changes)


def settle_parcel_as(shipment: Shipment, after: ShipmentStatus, **changes: Any) -> None:
    """Put a parcel where a person says it is, by the wider table. The row must be locked."""
    if shipment.status != after and not may_move(shipment.status, after, by_person=True):
        raise ForbiddenMove(f"parcel {shipment.status} -> {after} by a person")
    _write(shipment, status=after.value, **changes)


def move_pickup(pickup: Pickup, after: PickupStatus) -> None:
    """Move a pickup along its table. The row must be locked."""
    if after not in PICKUP_ALLOWED[PickupStatus(pickup.status)]:
        raise ForbiddenMove(f"pickup {pickup.status} -> {after}")
    pickup.status = after.value
    pickup.save(update_fields=["status"])


def _write(shipment: Shipment, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(shipment, name, value)
    shipment.save(update_fields=[*changes, "updated_at"])


def _require_booking_move(before: BookingState, after: BookingState) -> None:
    if after not in BOOKING_ALLOWED[before]:
        raise ForbiddenMove(f"booking {before} -> {after}")


def _require_parcel_move(before: str, after: str) -> None:
    if not may_move(before, after):
        raise ForbiddenMove(f"parcel {before} -> {after}")


def decide_fee_proposal(proposal: FeeProposal, to: FeeProposal.Status, **fields: Any) -> None:
    """Decide about proposed rates that the caller has locked while they are open."""
    values: dict[str, Any] = {"status": to, "decided_at": clock.now(), **fields}
    open_ones = FeeProposal.objects.filter(pk=proposal.pk, status=FeeProposal.Status.PROPOSED)
    if not open_ones.update(**values):
        raise ForbiddenMove(f"{proposal} was decided before")
    for name, value in values.items():
        setattr(proposal, name, value)
