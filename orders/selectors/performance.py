"""Who sells, who buys, and what waits: the order numbers of the dashboards.

All but the returns of the last days are read from one index that holds what is added up.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db.models import Count, Exists, OuterRef, Sum

from komship.lib import clock
from orders.models import Order, OrderHistory
from orders.models.order import OrderQuerySet
from orders.selectors.customer_filters import customers_of
from orders.selectors.customers import CustomerRow, CustomerTable
from orders.selectors.rows import orders_of
from orders.states import OrderStatus

RETURN_DAYS = 7


class Period(Enum):
    """How far back a ranking looks, by the date of the order."""

    MONTH = "month"
    YEAR = "year"
    EVER = "ever"

    @property
    def first_on(self) -> date | None:
        today = clock.today()
        if self is Period.MONTH:
            return today.replace(day=1)
        return today.replace(month=1, day=1) if self is Period.YEAR else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Orders nobody has asked a courier for, and orders that turned round in the last seven days."""

    to_send: int
    returned_lately: int


@dataclass(frozen=True, slots=True)
class TypistRow:
    """A person and the orders she has typed."""

    name: str
    photo_url: str
    orders: int
    net_rp: int


@dataclass(frozen=True, slots=True)
class SellerRow:
    """A name of the seller's list, and the orders she has closed."""

    name: str
    orders: int
    total_rp: int


def waiting_orders(partner_id: int) -> Waiting:
    """Both numbers of the dashboard's small cards. Two queries."""
    orders = orders_of(partner_id)
    since = clock.now() - timedelta(days=RETURN_DAYS)
    turned = OrderHistory.objects.filter(
        order=OuterRef("pk"), after=OrderStatus.RETURNED, happened_at__gte=since
    )
    # Whatever turned round since then was touched since then, which spares most rows the second look.
    lately = orders.filter(status=OrderStatus.RETURNED, updated_at__gte=since).filter(Exists(turned))
    return Waiting(to_send=orders.filter(status=OrderStatus.CREATED).count(), returned_lately=lately.count())


def typist_ranking(
    partner_id: int, period: Period = Period.EVER, *, limit: int | None = None
) -> list[TypistRow]:
    """Who typed the orders, by net income, best first; `limit` None is all. One query."""
    rows = (
        _counted_in(partner_id, period)
        .values_list("created_by", "created_by__full_name", "created_by__photo_url")
        .annotate(orders=Count("*"), net=Sum("net_rp"))
        .order_by("-net", "created_by")
    )
    return [TypistRow(*values) for _user, *values in rows[:limit]]


def sales_ranking(partner_id: int, period: Period = Period.EVER) -> list[SellerRow]:
    """Who closed the sales, by what buyers pay, best first. One query."""
    rows = (
        _counted_in(partner_id, period)
        .filter(sales_admin__isnull=False)
        .values_list("sales_admin", "sales_admin__name")
        .annotate(orders=Count("*"), total=Sum("total_rp"))
        .order_by("-total", "sales_admin")
    )
    return [SellerRow(*values) for _admin, *values in rows]


def loyal_customers(partner_id: int, *, limit: int) -> list[CustomerRow]:
    """Who orders most often, of equals the newest buyer first. Two queries."""
    buyers = customers_of(partner_id).filter(order_count__gt=0)
    return CustomerTable(buyers.order_by("-order_count", "-id"))[:limit]


def _counted_in(partner_id: int, period: Period) -> OrderQuerySet:
    orders = Order.objects.for_partner(partner_id).counted().order_by()
    return orders if period.first_on is None else orders.filter(ordered_on__gte=period.first_on)
