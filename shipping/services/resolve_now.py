from django.db import transaction

from komship.core.audit import Actor, record
from komship.core.outbox import emit
from komship.lib.errors import StaleState
from shipping.booking_states import BookingState
from shipping.events import AirwayBillsDue, BookingUnresolved
from shipping.models import Shipment


def resolve_now(shipment_id: int, *, actor: Actor | None) -> None:
    """Ask the courier about an unexplained booking, or one without airway bill yet, out of turn.

    Locks the shipment row. Raises StaleState when there is nothing to find out.
    """
    with transaction.atomic():
        shipment = Shipment.objects.select_for_update().get(pk=shipment_id)
        if shipment.booking_state == BookingState.UNKNOWN:
            emit(BookingUnresolved(shipment_id=shipment.pk, reference=shipment.reference))
        elif shipment.booking_state == BookingState.ACCEPTED:
            emit(AirwayBillsDue(carrier=shipment.books_with, shipment_ids=[shipment.pk]))
        else:
            raise StaleState(f"{shipment} is {shipment.booking_state}")
        record("booking.resolve_asked", shipment, actor=actor)
