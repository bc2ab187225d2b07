"""Ask the courier to come for one order; the airway bill follows by itself."""

from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import complete_mission
from accounts.states import Mission
from komship.core.audit import Actor
from orders.errors import OrderNotChangeable
from orders.models import Order
from orders.selectors.locked import locked_order
from orders.services._transition import Move, set_shipment, transition
from orders.services._wire import booking_request
from orders.states import OrderStatus
from shipping.models import Pickup
from shipping.services.open_booking import open_booking
from shipping.services.schedule_pickup import PickupRequest, attach_to_pickup, schedule_pickup


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupSlot:
    """When and how the courier comes; Jakarta wall clock. Orders with one token are one pickup."""

    token: str
    pickup_on: date
    pickup_time: time
    vehicle: str
    contact_name: str = ""
    contact_phone: str = ""

    def request(self, partner_id: int, warehouse_id: int) -> PickupRequest:
        """The pickup at one address."""
        return PickupRequest(
            partner_id=partner_id,
            warehouse_id=warehouse_id,
            token=self.token,
            pickup_on=self.pickup_on,
            pickup_time=self.pickup_time,
            vehicle=self.vehicle,
            contact_name=self.contact_name,
            contact_phone=self.contact_phone,
        )


def request_pickup(partner_id: int, order_id: int, slot: PickupSlot, *, actor: Actor) -> Order:
    """Put the order on the pickup of this token and open its booking at the courier.

    One transaction; locks the order, then its shipment. The call to the courier happens later, from
    the outbox. Asking again with the same token changes nothing. Raises OrderNotFound,
    OrderNotChangeable, PickupSlotRefused, PickupTokenTaken, ParcelRefused.
    """
    with transaction.atomic():
        order = locked_order(partner_id, order_id)
        if _is_on_pickup(order, slot.token):
            return order
        if order.status != OrderStatus.CREATED:
            raise OrderNotChangeable(_("Pesanan ini sudah diajukan pickup."))
        pickup = schedule_pickup(slot.request(partner_id, order.warehouse_id))
        book(order, pickup, actor=actor)
        complete_mission(partner_id, Mission.PICKUP)
    return order


def book(order: Order, pickup: Pickup | None, *, actor: Actor) -> None:
    """Open the order's booking, with or without a pickup, and wait for its airway bill.

    Runs in the caller's transaction, which holds the order's lock.
    """
    shipment = open_booking(booking_request(order, pickup))
    set_shipment(order, shipment)
    if pickup is not None:
        attach_to_pickup(pickup, order.number)
    transition(order, Move(OrderStatus.BOOKING, actor.label))


def _is_on_pickup(order: Order, token: str) -> bool:
    pickup = order.shipment.pickup if order.shipment else None
    return order.status != OrderStatus.CREATED and pickup is not None and pickup.token == token
