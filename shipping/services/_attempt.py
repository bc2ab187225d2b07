from dataclasses import dataclass
from datetime import datetime, timedelta

from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.carriers.base import ParcelRequest
from shipping.models import Shipment
from shipping.services._transition import move_booking


@dataclass(frozen=True)
class Attempt:
    """A claimed booking: nobody else may call the courier for it until the lease ends.

    `sent_at` is when an earlier attempt's create call may last have left.
    """

    shipment_id: int
    partner_id: int
    reference: str
    number: int
    carrier: str
    parcel: ParcelRequest
    maybe_booked: bool
    sent_at: datetime | None = None


def claim_attempt(shipment: Shipment, *, lease_s: int) -> Attempt | None:
    """Commit the intention to call before calling, so that a crash leaves a trace.

    None when the booking moved on or its payload changed since `shipment` was read.
    """
    now = clock.now()
    is_first = shipment.booking_state == BookingState.PENDING
    claimed = move_booking(
        shipment,
        BookingState(shipment.booking_state),
        BookingState.CALLING,
        booking_attempts=shipment.booking_attempts + 1,
        attempted_at=now,
        resolve_after_at=now + timedelta(seconds=lease_s),
        **({"sent_at": now} if is_first else {}),
    )
    if not claimed:
        return None
    return Attempt(
        shipment_id=shipment.pk,
        partner_id=shipment.partner_id,
        reference=shipment.reference,
        number=shipment.booking_attempts + 1,
        carrier=shipment.books_with,
        parcel=ParcelRequest.from_json(shipment.request),
        maybe_booked=shipment.maybe_booked,
        sent_at=shipment.sent_at,
    )


def about_to_send_again(attempt: Attempt, *, lease_s: int) -> bool:
    """Note, before it happens, that a create call leaves once more; False when the attempt's lease ran
    out meanwhile and the booking is somebody else's."""
    now = clock.now()
    rows = Shipment.objects.filter(
        pk=attempt.shipment_id, booking_state=BookingState.CALLING, booking_attempts=attempt.number
    )
    return bool(rows.update(sent_at=now, resolve_after_at=now + timedelta(seconds=lease_s), updated_at=now))
