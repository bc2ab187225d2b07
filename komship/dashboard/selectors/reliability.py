"""What happened on each day: partners verified, orders by what became of them, tickets by courier."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate

from accounts.models import User
from accounts.states import Role
from komship.lib.clock import JAKARTA
from orders.models import Order, OrderHistory
from orders.states import OrderStatus
from shipping.models import Shipment
from tickets.models import Ticket

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)
# Orders that came into a status on the day; couriers' own time where they told it.
MOVES = (OrderStatus.PACKING, OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.RETURNED)


@dataclass(frozen=True)
class ReliabilityDay:
    """Counts of one Jakarta day; `tickets` by the courier's name in capitals."""

    on: date
    verified: int
    moves: dict[str, int]
    returns_received: int
    tickets: dict[str, int]


def reliability(since: datetime, until: datetime) -> list[ReliabilityDay]:
    """Each day from `since` to before `until`, quiet days too. Four queries, all by index."""
    people = User.objects.filter(role=Role.SELLER)
    verified = _by_day(people, "email_verified_at", since, until)
    moves = _by_day(
        OrderHistory.objects.filter(kind=OrderHistory.Kind.STATUS, after__in=MOVES),
        "happened_at",
        since,
        until,
        also="after",
    )
    returned = _by_day(Shipment.objects.all(), "returned_at", since, until)
    couriers = Order.objects.filter(number=OuterRef("reference")).values("courier_name")[:1]
    about = Ticket.objects.annotate(courier=Subquery(couriers))
    tickets = _by_day(about, "created_at", since, until, also="courier")
    first, last = since.astimezone(JAKARTA).date(), (until.astimezone(JAKARTA) - INSTANT).date()
    days = [first + DAY * number for number in range((last - first).days + 1)]
    return [
        ReliabilityDay(
            on=day,
            verified=verified[day, ""],
            moves={status.value: moves[day, status.value] for status in MOVES},
            returns_received=returned[day, ""],
            tickets={name: count for (on, name), count in tickets.items() if on == day},
        )
        for day in days
    ]


def _by_day(
    rows: QuerySet[Any, Any], column: str, since: datetime, until: datetime, *, also: str = ""
) -> Counter[tuple[date, str]]:
    """How many rows each day has, and each value of a second column on it."""
    period = {f"{column}__gte": since, f"{column}__lt": until}
    days = rows.filter(**period).order_by().annotate(day=TruncDate(column, tzinfo=JAKARTA))
    found: Counter[tuple[date, str]] = Counter()
    if also:
        counts = days.values_list("day", also).annotate(n=Count("pk"))
        for day, value, count in counts:
            found[day, value or ""] += count
        return found
    for day, count in days.values_list("day").annotate(n=Count("pk")):
        found[day, ""] = count
    return found
