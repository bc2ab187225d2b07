from django.db import transaction

from komship.core.audit import Actor, record
from komship.core.outbox import emit
from komship.lib.errors import StaleState
from shipping.booking_states import BookingState
from shipping.events import BookingOpened
from shipping.models import Shipment
from shipping.services._transition import reopen_booking


def retry_booking(shipment_id: int, *, actor: Actor | None, reason: str = "") -> None:
    """Send a refused or waiting booking to the courier again as it is, e.g. after a code was corrected.

    Locks the shipment row. Raises StaleState for bookings that may exist at the courier already.
    """
    with transaction.atomic():
        shipment = Shipment.objects.select_for_update().get(pk=shipment_id)
        is_waiting = shipment.booking_state in (BookingState.REJECTED, BookingState.PENDING)
        if not is_waiting or shipment.carrier_order:
            raise StaleState(f"{shipment} is {shipment.booking_state}")
        before = {"booking_state": shipment.booking_state, "look_reason": shipment.look_reason}
        reopen_booking(shipment, needs_look=False, look_reason="")
        emit(BookingOpened(shipment_id=shipment.pk, reference=shipment.reference))
        record(
            "booking.retried",
            shipment,
            actor=actor,
            reason=reason,
            change=(before, {"booking_state": BookingState.PENDING.value}),
        )
