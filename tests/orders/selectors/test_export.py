import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Partner
from orders.selectors import export
from orders.selectors.export import export_rows, export_size
from orders.selectors.filters import OrderFilters
from orders.services.delete_order import delete_order
from tests.factories.orders import Market

ALL = OrderFilters()


def test_two_queries_per_chunk_newest_first(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "CHUNK", 2)
    orders = [market.order(quantity=1) for _ in range(3)]
    with CaptureQueriesContext(connection) as asked:
        rows = list(export_rows(market.partner.pk, ALL))
    assert [row.number for row in rows] == [order.number for order in reversed(orders)]
    assert [line.quantity for line in rows[0].lines] == [1]
    # Two chunks with their lines, and the look that finds no third.
    assert len(asked) == 5


def test_deleted_orders_and_those_of_others_stay_out(market: Market, rina_partner: Partner) -> None:
    order = market.order()
    assert not list(export_rows(rina_partner.pk, ALL))
    assert export_size(rina_partner.pk, ALL, most=5) == 0
    delete_order(market.partner.pk, order.pk, actor=market.actor)
    assert not list(export_rows(market.partner.pk, ALL))


def test_the_size_is_counted_no_further_than_needed(market: Market) -> None:
    for _ in range(3):
        market.order(quantity=1)
    assert export_size(market.partner.pk, ALL, most=5) == 3
    assert export_size(market.partner.pk, ALL, most=1) == 2
    assert export_size(market.partner.pk, OrderFilters(statuses=["packing"]), most=5) == 0
