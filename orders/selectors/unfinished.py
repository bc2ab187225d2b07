"""Orders whose parcel still lies at the seller's."""

from orders.models import Order
from orders.states import BEFORE_HANDOVER


def has_unfinished_orders(warehouse_id: int) -> bool:
    """Whether parcels at this address still wait for their courier. One query."""
    return Order.objects.live().filter(warehouse_id=warehouse_id, status__in=BEFORE_HANDOVER).exists()
