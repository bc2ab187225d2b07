from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders.selectors.order_table import OrderTable
from orders.selectors.rows import order_rows, orders_of
from tests.orders.shelf import Shelf


def test_rows_tell_everything_newest_first(shelf: Shelf) -> None:
    citra, bimo, ayu = order_rows(orders_of(shelf.partner_id), limit=10)
    assert (citra.number, bimo.number, ayu.number) == (
        shelf.citra.number,
        shelf.bimo.number,
        shelf.ayu.number,
    )
    assert (citra.status, bimo.payment_method, ayu.warehouse_name) == (
        "shipped",
        "bank_transfer",
        "Gudang Jakarta",
    )
    assert shelf.citra.shipment is not None
    assert citra.awb == shelf.citra.shipment.awb
    assert citra.last_event_text
    assert (ayu.awb, ayu.last_event_at, ayu.label_prints) == (None, None, None)
    (line,) = ayu.lines
    assert (line.product_name, line.quantity, line.price_rp, line.option_ref) == (
        "Jilbab Segi Empat",
        2,
        50_000,
        None,
    )


def test_windows(shelf: Shelf) -> None:
    orders = orders_of(shelf.partner_id)
    assert [row.id for row in order_rows(orders, offset=1, limit=1)] == [shelf.bimo.pk]
    assert [row.id for row in order_rows(orders.order_by("id"), limit=1)] == [shelf.ayu.pk]
    assert order_rows(orders, offset=3, limit=5) == []


def test_two_queries_whatever_the_size(shelf: Shelf) -> None:
    orders = orders_of(shelf.partner_id)
    for limit in (1, 3):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(order_rows(orders, limit=limit)) == limit
        assert len(captured) == 2


def test_tables_read_what_is_shown(shelf: Shelf) -> None:
    table = OrderTable(orders_of(shelf.partner_id))
    assert (len(table), table[0].id, table[2].id) == (3, shelf.citra.pk, shelf.ayu.pk)
    assert [row.id for row in table[1:3]] == [shelf.bimo.pk, shelf.ayu.pk]
