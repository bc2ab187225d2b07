"""Orders by their airway bills."""

from collections.abc import Sequence

from orders.errors import OrderNotFound
from orders.models import Order
from orders.selectors.filters import search_orders
from orders.selectors.rows import orders_of

MOST_FOUND = 50


def orders_with_airway_bill(partner_id: int, search: str) -> Sequence[Order]:
    """The seller's parcels that match number, airway bill, phone or name, newest first. One query."""
    if not search.strip():
        return []
    orders = search_orders(orders_of(partner_id), search, partner_id=partner_id)
    orders = orders.filter(shipment__awb__isnull=False)
    return list(orders.select_related("shipment").order_by("-id")[:MOST_FOUND])


def order_of_airway_bill(partner_id: int, *, order_id: int, awb: str) -> Order:
    """The seller's order, if this is its airway bill. One query. Raises OrderNotFound."""
    orders = orders_of(partner_id).select_related("shipment")
    order = orders.filter(pk=order_id, shipment__awb=awb).first()
    if order is None:
        raise OrderNotFound("Nomor resi tidak cocok dengan pesanan ini.")
    return order
