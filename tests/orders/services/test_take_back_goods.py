import pytest

from komship.core.models import AuditEntry
from orders.errors import OrderNotChangeable, OrderNotFound
from orders.models import Order, OrderHistory
from orders.services.take_back_goods import take_back_goods
from orders.states import GOODS_BACK
from tests.factories.accounts import Shop
from tests.factories.orders import Market, move_parcel


@pytest.fixture
def returned(market: Market) -> Order:
    """Two of ten pieces went out and came home."""
    order = move_parcel(market, market.packed(), "returned")
    assert (order.status, order.return_state) == ("returned", 2)
    return order


def test_pieces_can_be_sold_again(market: Market, returned: Order) -> None:
    assert (market.stock.on_hand, market.stock.sold) == (8, 2)

    assert take_back_goods(market.partner.pk, returned.pk, actor=market.actor)

    assert (market.stock.on_hand, market.stock.reserved, market.stock.sold) == (10, 0, 0)
    line = OrderHistory.objects.get(order=returned, after=GOODS_BACK)
    assert (line.kind, line.actor_label) == ("return", "siti")
    assert AuditEntry.objects.get(action="order.goods_back").partner_id == market.partner.pk


def test_once(market: Market, returned: Order) -> None:
    assert take_back_goods(market.partner.pk, returned.pk, actor=market.actor)
    assert not take_back_goods(market.partner.pk, returned.pk, actor=market.actor)
    assert market.stock.on_hand == 10
    assert OrderHistory.objects.filter(order=returned, after=GOODS_BACK).count() == 1
    assert AuditEntry.objects.filter(action="order.goods_back").count() == 1


def test_not_while_the_return_is_under_way(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returning")
    assert (order.status, order.return_state) == ("returned", 1)
    with pytest.raises(OrderNotChangeable):
        take_back_goods(market.partner.pk, order.pk, actor=market.actor)
    assert market.stock.on_hand == 8


def test_not_for_parcels_that_are_no_return(market: Market) -> None:
    with pytest.raises(OrderNotChangeable):
        take_back_goods(market.partner.pk, market.packed().pk, actor=market.actor)


def test_orders_of_others_do_not_exist(market: Market, returned: Order, rina_shop: Shop) -> None:
    with pytest.raises(OrderNotFound):
        take_back_goods(rina_shop.partner.pk, returned.pk, actor=market.actor)
