import pytest

from orders.errors import OrderNotChangeable, OrderNotFound
from orders.models import Order
from orders.services.delete_order import delete_order
from tests.factories.accounts import Shop
from tests.factories.finance import assert_proven, fund, purse
from tests.factories.orders import Market


def test_a_deleted_order_is_hidden_and_paid_back(market: Market) -> None:
    fund(market.partner, 20_000)
    order = market.transfer_order()
    delete_order(market.partner.pk, order.pk, actor=market.actor)
    assert not Order.objects.live().exists()
    assert Order.objects.get().deleted_at is not None
    assert market.stock.reserved == 0
    assert purse(market.partner) == (20_000, 0, 0)
    assert_proven()
    with pytest.raises(OrderNotFound):
        delete_order(market.partner.pk, order.pk, actor=market.actor)


def test_not_once_a_pickup_was_asked_for(market: Market) -> None:
    order = market.ask_pickup(market.order())
    with pytest.raises(OrderNotChangeable):
        delete_order(market.partner.pk, order.pk, actor=market.actor)
    assert market.stock.reserved == 2


def test_not_those_of_others(market: Market, rina_shop: Shop) -> None:
    order = market.order()
    with pytest.raises(OrderNotFound):
        delete_order(rina_shop.partner.pk, order.pk, actor=market.actor)
    assert Order.objects.live().count() == 1
