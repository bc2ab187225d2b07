"""Cancel an order that has its airway bill but has not left yet."""

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core import audit
from komship.core.audit import Actor
from orders.errors import OrderNotChangeable
from orders.models import Order
from orders.selectors.locked import locked_order
from orders.services._call_off import call_off
from orders.services._transition import Move
from orders.states import OrderStatus, is_cancellable
from shipping.services.cancel_booking import cancel_booking


def cancel_order(partner_id: int, order_id: int, *, actor: Actor) -> Order:
    """Withdraw the booking, give stock and held money back, keep the order as cancelled.

    Locks the order, its shipment, its buyer, its stock and the seller's accounts. Raises OrderNotFound,
    OrderNotChangeable when it is not waiting for the courier, AlreadyScanned when the courier has it.
    """
    with transaction.atomic():
        order = locked_order(partner_id, order_id)
        if not is_cancellable(order.status):
            raise OrderNotChangeable(_("Pesanan hanya bisa dibatalkan selama menunggu dijemput kurir."))
        cancel_booking(order.number)
        call_off(order, Move(OrderStatus.CANCELLED, actor.label))
        audit.record("order.cancel", order, actor=actor)
    return order
