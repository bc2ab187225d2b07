from dataclasses import dataclass
from datetime import timedelta

from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.carriers.base import ParcelRequest
from shipping.models import Shipment
from shipping.services._transition import move_booking


@dataclass(frozen=True)
class Attempt:
    """A claimed booking: nobody else may call the courier for it until the lease ends."""

    shipment_id: int
    reference: str
    number: int
    carrier: str
    parcel: ParcelRequest
    maybe_booked: bool


def claim_attempt(shipment: Shipment, *, lease_s: int) -> Attempt | None:
    """Commit the intention to call before calling, so that a crash leaves a trace.

    None when the booking moved on or its payload changed since `shipment` was read.
    """
    now = clock.now()
    claimed = move_booking(
        shipment,
        BookingState(shipment.booking_state),
        BookingState.CALLING,
        booking_attempts=shipment.booking_attempts + 1,
        attempted_at=now,
        resolve_after_at=now + timedelta(seconds=lease_s),
    )
    if not claimed:
        return None
    return Attempt(
        shipment_id=shipment.pk,
        reference=shipment.reference,
        number=shipment.booking_attempts + 1,
        carrier=shipment.books_with,
        parcel=ParcelRequest.from_json(shipment.request),
        maybe_booked=shipment.maybe_booked,
    )
