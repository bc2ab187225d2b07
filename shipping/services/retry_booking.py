from django.db import transaction

from komship.core.audit import SYSTEM, Actor, record
from komship.core.outbox import emit
from komship.lib.errors import StaleState
from shipping.booking_states import BookingState
from shipping.events import BookingOpened, BookingRetryAsked
from shipping.models import Shipment


def retry_booking(shipment_id: int, *, actor: Actor | None, reason: str = "") -> None:
    """Have a refused or waiting booking asked again, e.g. after a code was corrected.

    A waiting one goes out as it is. A refused one has gone back to its seller, who may have edited or
    deleted the order since: only the order can open it again, with what it holds now. Locks the shipment
    row. Raises StaleState for bookings that may exist at the courier already.
    """
    with transaction.atomic():
        shipment = Shipment.objects.select_for_update().get(pk=shipment_id)
        is_waiting = shipment.booking_state in (BookingState.REJECTED, BookingState.PENDING)
        if not is_waiting or shipment.carrier_order:
            raise StaleState(f"{shipment} is {shipment.booking_state}")
        if shipment.booking_state == BookingState.PENDING:
            emit(BookingOpened(shipment_id=shipment.pk, reference=shipment.reference))
        else:
            label = (actor or SYSTEM).label
            emit(BookingRetryAsked(reference=shipment.reference, actor_label=label))
        before = {"booking_state": shipment.booking_state, "look_reason": shipment.look_reason}
        shipment.needs_look, shipment.look_reason = False, ""
        shipment.save(update_fields=["needs_look", "look_reason", "updated_at"])
        record("booking.retried", shipment, actor=actor, reason=reason, change=(before, {"look_reason": ""}))
