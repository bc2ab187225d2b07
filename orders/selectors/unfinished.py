"""How far a seller's orders have come."""

from orders.models import Order
from orders.states import BEFORE_HANDOVER, OrderStatus


def has_unfinished_orders(warehouse_id: int) -> bool:
    """Whether parcels at this address still wait for their courier. One query."""
    return Order.objects.live().filter(warehouse_id=warehouse_id, status__in=BEFORE_HANDOVER).exists()


def has_orders(partner_id: int) -> bool:
    """Whether this seller has stored any order. One query."""
    return Order.objects.for_partner(partner_id).live().exists()


def has_asked_pickup(partner_id: int) -> bool:
    """Whether a courier was ever asked to come to this seller. One query."""
    mine = Order.objects.for_partner(partner_id).live()
    return mine.exclude(status=OrderStatus.CREATED).exists()
