"""Income of a period as its page and its API show it: money from finance, shares of orders from here."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from finance.selectors.income import Income, income
from finance.states import PaymentMethod
from komship.lib.money import divide_half_up
from orders.models import Order
from orders.states import OrderStatus


@dataclass(frozen=True, slots=True)
class OrderShares:
    """Orders dated in the period, neither deleted nor cancelled: all, of one method, and how those went."""

    orders: int
    of_method: int
    delivered: int
    returned: int

    @property
    def method_percent(self) -> int:
        return _percent(self.of_method, self.orders)

    @property
    def delivered_percent(self) -> int:
        return _percent(self.delivered, self.of_method)

    @property
    def returned_percent(self) -> int:
        return _percent(self.returned, self.of_method)


@dataclass(frozen=True, slots=True)
class MethodIncome:
    """`income` counts parcels that arrived in the period, `shares` orders that are dated in it."""

    method: PaymentMethod
    income: Income
    shares: OrderShares


@dataclass(frozen=True, slots=True)
class TurnoverDay:
    """`turnover_rp` is what buyers pay for the day's orders, those that came back left out."""

    on: date
    orders: int
    turnover_rp: int


def method_income(partner_id: int, method: PaymentMethod, since: date, until: date) -> MethodIncome:
    """Both halves for Jakarta dates, both included. Two queries."""
    return MethodIncome(
        method, income(partner_id, method, since, until), _shares(partner_id, method, since, until)
    )


def turnover_days(
    partner_id: int, since: date, until: date, *, method: PaymentMethod | None = None
) -> list[TurnoverDay]:
    """Every day of the period, oldest first, by the date of the order (ADR 0025). One query."""
    orders = (
        Order.objects.for_partner(partner_id)
        .counted()
        .filter(ordered_on__range=(since, until))
        .exclude(status=OrderStatus.RETURNED)
    )
    if method is not None:
        orders = orders.filter(payment_method=method)
    rows = orders.order_by().values_list("ordered_on").annotate(orders=Count("*"), turnover=Sum("total_rp"))
    known = {on: (count, int(turnover)) for on, count, turnover in rows}
    days = (since + timedelta(days=step) for step in range((until - since).days + 1))
    return [TurnoverDay(on, *known.get(on, (0, 0))) for on in days]


def _shares(partner_id: int, method: PaymentMethod, since: date, until: date) -> OrderShares:
    mine = Q(payment_method=method)
    counts = (
        Order.objects.for_partner(partner_id)
        .counted()
        .filter(ordered_on__range=(since, until))
        .aggregate(
            orders=Count("*"),
            of_method=Count("status", filter=mine),
            delivered=Count("status", filter=mine & Q(status=OrderStatus.DELIVERED)),
            returned=Count("status", filter=mine & Q(status=OrderStatus.RETURNED)),
        )
    )
    return OrderShares(**counts)


def _percent(part: int, whole: int) -> int:
    return divide_half_up(100 * part, whole) if whole else 0
