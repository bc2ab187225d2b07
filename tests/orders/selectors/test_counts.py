from datetime import timedelta

from accounts.models import Partner
from komship.lib import clock
from orders.models import Order
from orders.selectors.counts import daily_orders, order_counts
from orders.selectors.filters import OrderFilters
from orders.states import OrderStatus
from tests.factories.orders import Market, move_parcel
from tests.orders.shelf import Shelf, order_of_two_gowns


def test_counts_are_the_rows_they_stand_for(shelf: Shelf) -> None:
    counts = order_counts(shelf.partner_id)
    assert counts.by_status == {"created": 2, "shipped": 1}
    assert (counts.total, counts.problems) == (3, 0)
    assert counts.of(OrderStatus.CREATED, OrderStatus.SHIPPED) == 3
    assert counts.of(OrderStatus.LOST) == 0


def test_filters_apply_to_every_number(shelf: Shelf) -> None:
    cod = order_counts(shelf.partner_id, OrderFilters(methods=["cod"]))
    assert cod.by_status == {"created": 1, "shipped": 1}


def test_an_order_with_two_lines_is_one_order(market: Market) -> None:
    order = order_of_two_gowns(market)
    filters = OrderFilters(product_id=order.lines.all()[0].product_id)
    assert order_counts(market.partner.pk, filters).by_status == {"created": 1}


def test_only_shipped_orders_have_problems(shelf: Shelf) -> None:
    citra = move_parcel(shelf.market, shelf.citra, "problem")
    assert citra.is_problem
    assert order_counts(shelf.partner_id).problems == 1
    move_parcel(shelf.market, citra, "delivered")
    assert order_counts(shelf.partner_id).problems == 0


def test_deleted_orders_and_those_of_others_do_not_count(shelf: Shelf, rina_partner: Partner) -> None:
    Order.objects.filter(pk=shelf.ayu.pk).update(deleted_at=clock.now())
    assert order_counts(shelf.partner_id).by_status == {"created": 1, "shipped": 1}
    assert order_counts(rina_partner.pk).total == 0


def test_days_without_orders_are_there_too(market: Market) -> None:
    market.order()
    market.order(ordered_on=clock.today() - timedelta(days=2))
    market.order(ordered_on=clock.today() - timedelta(days=3))
    days = daily_orders(market.partner.pk, days=3)
    assert [(day.orders, day.total_rp) for day in days] == [(1, 112_000), (0, 0), (1, 112_000)]
    assert [day.on for day in days] == [clock.today() - timedelta(days=back) for back in (2, 1, 0)]
