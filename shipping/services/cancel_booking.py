from komship.core.outbox import emit
from komship.lib import clock, db
from shipping.booking_states import IN_FLIGHT, BookingState
from shipping.errors import AlreadyScanned, BookingInFlight
from shipping.events import BookingCancelled
from shipping.models import Shipment
from shipping.rules import polling
from shipping.services._transition import cancel_parcel
from shipping.services.follow_pickup import follow_pickup
from shipping.states import ShipmentStatus

_NOT_YET_SCANNED = (ShipmentStatus.CREATED, ShipmentStatus.READY_TO_SHIP)


def cancel_booking(reference: str) -> Shipment | None:
    """Withdraw an order's parcel before the courier's first scan; None when it never had one.

    Runs in the caller's transaction and locks the shipment row; repeating it changes nothing.
    Raises AlreadyScanned, and BookingInFlight while the courier's answer is not known.
    """
    db.require_transaction()
    shipment = Shipment.objects.select_for_update().filter(reference=reference).first()
    if shipment is None or shipment.booking_state == BookingState.CANCELLED:
        return shipment
    if shipment.status not in _NOT_YET_SCANNED:
        raise AlreadyScanned
    if shipment.booking_state in IN_FLIGHT:
        raise BookingInFlight
    watched = clock.now() + polling.CANCELLED if shipment.awb else None
    pickup_id = shipment.pickup_id
    cancel_parcel(shipment, next_poll_at=watched, pickup=None)
    if pickup_id is not None:
        follow_pickup(pickup_id)
    emit(BookingCancelled(reference=reference))
    return shipment
