"""What the people at the chat have brought in: new buyers, orders and pieces over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum
from django.db.models.functions import ExtractHour, TruncDate

from komship.lib.clock import JAKARTA, wib_moment
from orders.models import Customer, Order

MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class ServiceChart:
    """Three series over the same labels: hours `HH:00` of one day, or dates `YYYY-MM-DD`."""

    labels: Sequence[str]
    leads: Sequence[int]
    orders: Sequence[int]
    pieces: Sequence[int]


def service_chart(partner_id: int, first: date, last: date) -> ServiceChart:
    """From one Jakarta date to another, both included, at most 366 days. Two queries.

    An order counts on the date it is for, as in all lists; its hour is the one it was typed in.
    """
    days = min((last - first).days + 1, MOST_DAYS)
    last = first + timedelta(days=days - 1)
    by_hour = days == 1
    new = Customer.objects.for_partner(partner_id).filter(
        created_at__gte=wib_moment(first), created_at__lt=wib_moment(last + timedelta(days=1))
    )
    sold = Order.objects.for_partner(partner_id).counted().filter(ordered_on__range=(first, last))
    hour = ExtractHour("created_at", tzinfo=JAKARTA)
    new_point = hour if by_hour else TruncDate("created_at", tzinfo=JAKARTA)
    leads = dict(new.order_by().values_list(new_point).annotate(count=Count("*")))
    sales = sold.order_by().values_list(hour if by_hour else "ordered_on")
    rows = {
        point: numbers for point, *numbers in sales.annotate(orders=Count("*"), pieces=Sum("piece_count"))
    }
    points = list(range(24)) if by_hour else [first + timedelta(days=step) for step in range(days)]
    return _chart(points, leads, rows)


def _chart(
    points: Sequence[int | date], leads: Mapping[object, int], sales: Mapping[object, list[int]]
) -> ServiceChart:
    return ServiceChart(
        labels=[f"{point:02d}:00" if isinstance(point, int) else point.isoformat() for point in points],
        leads=[leads.get(point, 0) for point in points],
        orders=[sales.get(point, [0, 0])[0] for point in points],
        pieces=[sales.get(point, [0, 0])[1] for point in points],
    )
