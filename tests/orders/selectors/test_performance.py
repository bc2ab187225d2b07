from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from accounts.services.save_sales_admin import save_sales_admin
from komship.lib import clock
from orders.models import Customer, Order, OrderHistory
from orders.selectors.filters import OrderFilters
from orders.selectors.performance import (
    Period,
    loyal_customers,
    sales_ranking,
    typist_ranking,
    waiting_orders,
)
from orders.selectors.return_rate import return_rate, returns_under_way
from orders.selectors.revenue import Part, revenue_summary
from orders.selectors.service_chart import service_chart
from tests.factories.accounts import make_staff
from tests.factories.orders import Market, copy_orders, move_parcel
from tests.orders.shelf import Shelf


def test_what_waits_and_what_turned_round_lately(shelf: Shelf) -> None:
    shelf.market.ask_pickup(shelf.bimo)
    move_parcel(shelf.market, shelf.citra, "returning")
    waiting = waiting_orders(shelf.partner_id)
    assert (waiting.to_send, waiting.returned_lately) == (1, 1)
    eight_days_ago = clock.now() - timedelta(days=8)
    OrderHistory.objects.filter(after="returned").update(happened_at=eight_days_ago)
    assert waiting_orders(shelf.partner_id).returned_lately == 0


def test_who_typed_most(market: Market, rina_partner: Partner) -> None:
    order = market.order()
    budi = make_staff("budi", market.partner)
    copy_orders(order, 2, created_by=budi)
    copy_orders(order, 1, created_by=budi, deleted_at=clock.now())
    copy_orders(order, 1, created_by=budi, ordered_on=clock.today() - timedelta(days=400))
    best, second = typist_ranking(market.partner.pk)
    assert (best.name, best.orders, best.net_rp) == (budi.full_name, 3, 3 * order.net_rp)
    assert (second.orders, second.photo_url) == (1, order.created_by.photo_url)
    assert typist_ranking(market.partner.pk, Period.YEAR)[0].orders == 2
    assert len(typist_ranking(market.partner.pk, limit=1)) == 1
    assert typist_ranking(rina_partner.pk) == []


def test_who_closed_most(market: Market) -> None:
    dewi = save_sales_admin("Dewi", partner_id=market.partner.pk)
    yuni = save_sales_admin("Yuni", partner_id=market.partner.pk)
    order = market.order(sales_admin_id=dewi.pk)
    copy_orders(order, 2, sales_admin=yuni)
    market.order()
    rows = sales_ranking(market.partner.pk, Period.MONTH)
    assert [(row.name, row.orders, row.total_rp) for row in rows] == [
        ("Yuni", 2, 2 * order.total_rp),
        ("Dewi", 1, order.total_rp),
    ]


@pytest.mark.parametrize(
    ("period", "first"), [(Period.MONTH, "2026-05-01"), (Period.YEAR, "2026-01-01"), (Period.EVER, "None")]
)
def test_periods_begin_by_the_jakarta_calendar(period: Period, first: str) -> None:
    with time_machine.travel("2026-04-30T17:30:00Z", tick=False):
        assert str(period.first_on) == first


def test_who_comes_again(shelf: Shelf) -> None:
    shelf.market.order()
    best = loyal_customers(shelf.partner_id, limit=2)
    assert [row.orders for row in best] == [2, 1]
    assert best[0].id == shelf.ayu.customer_id
    Customer.objects.update(order_count=0)
    assert loyal_customers(shelf.partner_id, limit=2) == []


def test_hours_of_a_day(market: Market) -> None:
    order = market.order()
    ten = clock.wib_moment(clock.today()) + timedelta(hours=10, minutes=30)
    Order.objects.update(created_at=ten)
    Customer.objects.update(created_at=ten + timedelta(hours=1))
    chart = service_chart(market.partner.pk, clock.today(), clock.today())
    assert len(chart.labels) == 24
    assert chart.labels[10] == "10:00"
    assert (chart.orders[10], chart.pieces[10], chart.leads[11]) == (1, order.piece_count, 1)
    assert (sum(chart.orders), sum(chart.leads)) == (1, 1)


def test_days_of_a_week(market: Market) -> None:
    today = clock.today()
    market.order(ordered_on=today - timedelta(days=2))
    chart = service_chart(market.partner.pk, today - timedelta(days=6), today)
    assert (chart.labels[0], chart.labels[-1]) == ((today - timedelta(days=6)).isoformat(), today.isoformat())
    assert list(chart.orders) == [0, 0, 0, 0, 1, 0, 0]
    assert list(chart.leads) == [0, 0, 0, 0, 0, 0, 1]


def test_what_orders_brought_and_may_bring(shelf: Shelf) -> None:
    move_parcel(shelf.market, shelf.citra, "delivered")
    ayu, bimo, citra = (Order.objects.get(pk=row.pk) for row in (shelf.ayu, shelf.bimo, shelf.citra))
    copy_orders(citra, 2, status="returned")
    net = citra.net_rp + citra.cod_fee_rp
    copy_orders(citra, 1, status="delivered", payment_method="bank_transfer", cod_fee_rp=0, net_rp=net)
    revenue = revenue_summary(shelf.partner_id)
    assert revenue.cod == Part(citra.net_rp, 1)
    assert revenue.transfer == Part(net, 1)
    assert revenue.returned == Part(2 * citra.total_rp, 2)
    assert revenue.pending_rp == ayu.net_rp + bimo.net_rp
    assert revenue.cashback_rp == citra.cashback_rp
    assert revenue.net_rp == revenue.cod.value_rp + revenue.transfer.value_rp


def test_the_share_that_comes_back(shelf: Shelf) -> None:
    copy_orders(shelf.citra, 3, status="returned", return_state=1)
    copy_orders(shelf.citra, 1, status="returned", return_state=2)
    copy_orders(shelf.citra, 1, status="cancelled")
    today = clock.today()
    rate = return_rate(shelf.partner_id, today, today)
    assert (rate.orders, rate.returned, rate.returned_permille) == (7, 4, 571)
    assert return_rate(shelf.partner_id, today - timedelta(days=9), today - timedelta(days=8)).orders == 0
    assert returns_under_way(shelf.partner_id, OrderFilters()) == 3
    assert returns_under_way(shelf.partner_id, OrderFilters(last_on=today - timedelta(days=1))) == 0
