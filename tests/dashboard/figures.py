"""Orders spread over days, for tests of what is added up."""

from datetime import date, timedelta

from finance.models import ParcelMoney
from komship.lib import clock
from komship.lib.clock import wib_moment
from orders.models import Order
from tests.factories.orders import Market, copy_orders

NOON = timedelta(hours=12)


def days_ago(count: int) -> date:
    return clock.today() - timedelta(days=count)


def sold(market: Market, day: date, **columns: object) -> Order:
    """An order for this day that a courier has, as if placed then."""
    order = market.packed() if not Order.objects.exists() else None
    pattern = order or Order.objects.order_by("pk")[0]
    if order is None:
        (order,) = copy_orders(pattern, 1)
        money = ParcelMoney.objects.get(reference=pattern.number)
        money.pk, money.reference, money.cnote = None, order.number, ""
        money.save(force_insert=True)
    Order.objects.filter(pk=order.pk).update(ordered_on=day, **columns)
    order.refresh_from_db()
    return order


def arrived(order: Order, day: date, at: timedelta = NOON) -> None:
    """Its parcel as it stands once it was delivered at this hour of a Jakarta day."""
    moment = wib_moment(day) + at
    rows = ParcelMoney.objects.filter(reference=order.number)
    rows.update(stage="delivered", shipped_at=moment, delivered_at=moment)
    Order.objects.filter(pk=order.pk).update(status="delivered")
