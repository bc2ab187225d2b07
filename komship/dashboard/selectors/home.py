"""What the home page says, read from the apps that know it."""

from dataclasses import dataclass

from accounts.selectors.warehouses import default_warehouse
from finance.selectors.balances import FiveNumbers, five_numbers
from orders.selectors.attention import attention_count
from orders.selectors.counts import DayOfOrders, OrderCounts, daily_orders, order_counts
from orders.selectors.performance import Period, SellerRow, sales_ranking
from orders.selectors.returns import unopened_returns
from orders.states import OrderStatus
from products.selectors.product_table import product_counts

CHART_DAYS = 30
MOST_SELLERS = 5


@dataclass(frozen=True, slots=True)
class WaitingParcels:
    """Parcels nobody has scanned for too long, and returns nobody has unpacked."""

    quiet: int = 0
    unopened: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """None where the person may not look."""

    orders: OrderCounts | None
    parcels: WaitingParcels
    money: FiveNumbers | None
    days: list[DayOfOrders] | None


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What a new seller has already done on her way to the first parcel."""

    has_warehouse: bool
    has_product: bool
    has_order: bool
    has_pickup: bool

    @property
    def done(self) -> int:
        return sum((self.has_warehouse, self.has_product, self.has_order, self.has_pickup))

    @property
    def is_finished(self) -> bool:
        return self.has_pickup


def home_figures(partner_id: int, *, orders: bool, money: bool, trend: bool) -> Figures:
    """Order counts, balances and the last 30 days, each only if asked for. At most six queries."""
    return Figures(
        orders=order_counts(partner_id) if orders else None,
        parcels=_waiting(partner_id) if orders else WaitingParcels(),
        money=five_numbers(partner_id) if money else None,
        days=daily_orders(partner_id, days=CHART_DAYS) if trend else None,
    )


def _waiting(partner_id: int) -> WaitingParcels:
    return WaitingParcels(attention_count(partner_id), unopened_returns(partner_id))


def best_sellers(partner_id: int) -> list[SellerRow]:
    """The names that have closed most this month, by value, at most five. One query."""
    return sales_ranking(partner_id, Period.MONTH)[:MOST_SELLERS]


def first_steps(partner_id: int, counts: OrderCounts) -> FirstSteps:
    """The starter checklist. Costs nothing once a parcel is on its way, two queries before that."""
    sent = counts.total - counts.of(OrderStatus.CREATED)
    if sent:
        return FirstSteps(has_warehouse=True, has_product=True, has_order=True, has_pickup=True)
    products = product_counts(partner_id)
    return FirstSteps(
        has_warehouse=default_warehouse(partner_id) is not None,
        has_product=products.published + products.drafts > 0,
        has_order=counts.total > 0,
        has_pickup=False,
    )
