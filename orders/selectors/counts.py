"""How many orders stand where. Every number can be opened to the rows that prove it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from komship.lib import clock
from orders.models.order import OrderQuerySet
from orders.selectors.filters import OrderFilters, filter_orders
from orders.selectors.rows import orders_of
from orders.states import OrderStatus


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """Orders per status, and how many of the shipped ones have a problem."""

    by_status: dict[str, int]
    problems: int

    def of(self, *statuses: OrderStatus) -> int:
        return sum(self.by_status.get(status.value, 0) for status in statuses)

    @property
    def total(self) -> int:
        return sum(self.by_status.values())


def order_counts(partner_id: int, filters: OrderFilters | None = None) -> OrderCounts:
    """Counts of a seller's live orders that match the filters. One query."""
    orders = filter_orders(partner_id, filters or OrderFilters())
    rows = (
        orders.order_by()
        .values_list("status")
        .annotate(total=Count("pk"), problems=Count("pk", filter=Q(is_problem=True)))
    )
    counted = {status: (total, problems) for status, total, problems in rows}
    return OrderCounts(
        by_status={status: total for status, (total, _) in counted.items()},
        problems=counted.get(OrderStatus.SHIPPED.value, (0, 0))[1],
    )


@dataclass(frozen=True, slots=True)
class DayOfOrders:
    """Orders typed on one Jakarta date and what buyers will pay for them."""

    on: date
    orders: int
    total_rp: int


def daily_orders(partner_id: int, *, days: int = 30) -> list[DayOfOrders]:
    """The last `days` Jakarta dates, oldest first, days without orders included. One query."""
    last = clock.today()
    first = last - timedelta(days=days - 1)
    orders: OrderQuerySet = orders_of(partner_id).filter(ordered_on__range=(first, last))
    rows = orders.order_by().values_list("ordered_on").annotate(Count("pk"), Sum("total_rp"))
    found = {on: (count, total) for on, count, total in rows}
    dates = [first + timedelta(days=step) for step in range(days)]
    return [DayOfOrders(on, *found.get(on, (0, 0))) for on in dates]
