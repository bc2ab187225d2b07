import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Partner
from komship.lib import clock
from orders.errors import OrderNotFound
from orders.models import Order
from orders.selectors.locked import locked_order
from tests.factories.orders import Market


def test_the_row_is_locked_and_only_that(market: Market) -> None:
    order = market.order()
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        assert locked_order(market.partner.pk, order.pk).number == order.number
    (query,) = [row["sql"] for row in captured.captured_queries if "FOR UPDATE" in row["sql"]]
    assert query.endswith('FOR UPDATE OF "orders_order"')


def test_what_cannot_be_changed(market: Market, rina_partner: Partner) -> None:
    order = market.order()
    with transaction.atomic(), pytest.raises(OrderNotFound):
        locked_order(rina_partner.pk, order.pk)
    Order.objects.filter(pk=order.pk).update(deleted_at=clock.now())
    with transaction.atomic(), pytest.raises(OrderNotFound):
        locked_order(market.partner.pk, order.pk)
