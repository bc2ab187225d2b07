"""How many of a seller's parcels come back."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from komship.lib.money import divide_half_up
from orders.models import Order
from orders.selectors.filters import OrderFilters, filter_orders
from orders.states import RETURN_UNDER_WAY, OrderStatus


@dataclass(frozen=True, slots=True)
class ReturnRate:
    """Of the orders of a period, how many have come back or are on their way."""

    orders: int
    returned: int

    @property
    def returned_permille(self) -> int:
        return divide_half_up(self.returned * 1_000, self.orders) if self.orders else 0


def return_rate(partner_id: int, first: date, last: date) -> ReturnRate:
    """Counted orders made between two Jakarta dates, both included. One query, from an index alone."""
    orders = Order.objects.for_partner(partner_id).counted().filter(ordered_on__range=(first, last))
    returned = Count("status", filter=Q(status=OrderStatus.RETURNED))
    return ReturnRate(**orders.aggregate(orders=Count("*"), returned=returned))


def returns_under_way(partner_id: int, filters: OrderFilters) -> int:
    """Parcels that turned round and have not arrived yet, of those that match the filters. One query."""
    orders = filter_orders(partner_id, filters)
    return orders.filter(status=OrderStatus.RETURNED, return_state=RETURN_UNDER_WAY).count()
