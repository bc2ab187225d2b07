"""Orders somebody has ticked, and orders that wait for a courier."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from accounts.models import Warehouse
from accounts.selectors.warehouses import warehouse_list
from orders.errors import OrderNotFound
from orders.models.order import OrderQuerySet
from orders.selectors.rows import OrderRow, order_rows, orders_of
from orders.states import OrderStatus
from shipping.models import Pickup

# As many as one sheet of labels or one pickup takes in a request.
MOST_CHOSEN = 2_000
MOST_WAITING = 500


@dataclass(frozen=True, slots=True)
class WaitingPlace:
    """A pickup address and how many orders nobody has asked a courier for yet."""

    warehouse: Warehouse
    orders: int


def chosen_rows(partner_id: int, order_ids: Collection[int]) -> list[OrderRow]:
    """These orders, oldest first. Two queries, none for no order.

    Raises OrderNotFound when one of them is not the seller's or is deleted.
    """
    wanted = set(order_ids)
    if not wanted:
        return []
    rows = order_rows(orders_of(partner_id).filter(pk__in=wanted).order_by("id"), limit=MOST_CHOSEN)
    if len(rows) != len(wanted):
        raise OrderNotFound
    return rows


def waiting_places(partner_id: int) -> list[WaitingPlace]:
    """Every pickup address with the number of its new orders, the default address first. Two queries."""
    waiting = _waiting(partner_id).order_by().values_list("warehouse_id").annotate(Count("pk"))
    counts = dict(waiting)
    return [WaitingPlace(place, counts.get(place.pk, 0)) for place in warehouse_list(partner_id)]


def waiting_rows(partner_id: int, warehouse_id: int) -> list[OrderRow]:
    """New orders of an address, the oldest 500 first. Two queries."""
    orders = _waiting(partner_id).filter(warehouse_id=warehouse_id)
    return order_rows(orders.order_by("id"), limit=MOST_WAITING)


def pickup_of_token(partner_id: int, token: str) -> Pickup | None:
    """The pickup a form has made so far; None before its first order was taken."""
    return Pickup.objects.for_partner(partner_id).filter(token=token).first()


def _waiting(partner_id: int) -> OrderQuerySet:
    return orders_of(partner_id).filter(status=OrderStatus.CREATED)
