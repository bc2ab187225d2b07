import pytest

from orders.errors import OrderNotChangeable, OrderNotFound
from orders.services.call_off_order import call_off_order
from tests.factories.accounts import Shop
from tests.factories.orders import Market


def test_a_new_order_is_deleted_and_a_packed_one_cancelled(market: Market) -> None:
    new, packed = market.order(quantity=1), market.packed(market.order(quantity=1))
    for order in (new, packed):
        call_off_order(market.partner.pk, order.pk, actor=market.actor)
        order.refresh_from_db()
    assert new.deleted_at is not None
    assert packed.status == "cancelled"
    assert market.stock.reserved == 0


def test_others_stay(market: Market, rina_shop: Shop) -> None:
    waiting = market.ask_pickup(market.order(quantity=1))
    with pytest.raises(OrderNotChangeable):
        call_off_order(market.partner.pk, waiting.pk, actor=market.actor)
    with pytest.raises(OrderNotFound):
        call_off_order(rina_shop.partner.pk, waiting.pk, actor=market.actor)
