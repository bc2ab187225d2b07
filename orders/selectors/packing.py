"""What has to be taken from the shelf for a pickup, parcel by parcel."""

from dataclasses import dataclass

from orders.models import Order
from orders.selectors.pickups import PackedProduct, PickupRow, orders_on_pickup, packing_list, pickup_detail
from orders.states import OrderStatus


@dataclass(frozen=True, slots=True)
class PackingJob:
    """A pickup with its articles summed up and its orders, oldest first, with lines and parcel."""

    row: PickupRow
    products: list[PackedProduct]
    orders: list[Order]


def packing_job(partner_id: int, pickup_id: int, *, limit: int) -> PackingJob:
    """Everything a packing list prints; cancelled orders are left out. Five queries.

    Raises PickupNotFound also for pickups of others.
    """
    row = pickup_detail(partner_id, pickup_id)
    orders = orders_on_pickup(partner_id, pickup_id).exclude(status=OrderStatus.CANCELLED)
    lines = orders.select_related("shipment").prefetch_related("lines").order_by("id")
    return PackingJob(row, packing_list(partner_id, pickup_id), list(lines[:limit]))
