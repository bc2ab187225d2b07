"""Have an order booked that the seller brings to the courier's counter herself."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import complete_mission
from accounts.states import Mission
from komship.core.audit import Actor
from orders.errors import OrderNotChangeable
from orders.models import Order
from orders.selectors.locked import locked_order
from orders.services.request_pickup import book
from orders.states import OrderStatus
from shipping.services.schedule_pickup import leave_pickup


def request_dropoff(partner_id: int, order_id: int, *, actor: Actor) -> Order:
    """Open the order's booking without a pickup; the airway bill follows by itself.

    One transaction; locks the order, then its shipment. Asking again while it is on its way to the
    counter changes nothing. Raises OrderNotFound, OrderNotChangeable, ParcelRefused.
    """
    with transaction.atomic():
        order = locked_order(partner_id, order_id)
        if _is_dropoff(order):
            return order
        if order.status != OrderStatus.CREATED:
            raise OrderNotChangeable(_("Pesanan ini sudah diajukan pickup."))
        leave_pickup(partner_id, order.number)
        book(order, None, actor=actor)
        complete_mission(partner_id, Mission.PICKUP)
    return order


def _is_dropoff(order: Order) -> bool:
    return (
        order.status in (OrderStatus.BOOKING, OrderStatus.PACKING)
        and order.shipment is not None
        and order.shipment.is_dropoff
    )
