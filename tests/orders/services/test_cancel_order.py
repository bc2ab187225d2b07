import pytest

from komship.core.models import AuditEntry
from orders.errors import OrderNotChangeable, OrderNotFound
from orders.services.cancel_order import cancel_order
from shipping.errors import AlreadyScanned
from tests.factories.accounts import Shop
from tests.factories.finance import assert_proven, fund, purse
from tests.factories.orders import Market


def test_everything_goes_back(market: Market) -> None:
    fund(market.partner, 20_000)
    order = market.packed(market.transfer_order())
    cancel_order(market.partner.pk, order.pk, actor=market.actor)
    order.refresh_from_db()
    assert order.status == "cancelled"
    assert order.shipment is not None
    assert order.shipment.booking_state == "cancelled"
    assert (market.stock.on_hand, market.stock.reserved) == (10, 0)
    assert purse(market.partner) == (20_000, 0, 0)
    assert AuditEntry.objects.get(action="order.cancel").user_label == "siti"
    assert_proven()


def test_only_orders_waiting_for_the_courier(market: Market) -> None:
    order = market.order()
    with pytest.raises(OrderNotChangeable):
        cancel_order(market.partner.pk, order.pk, actor=market.actor)


def test_not_twice(market: Market) -> None:
    order = market.packed()
    cancel_order(market.partner.pk, order.pk, actor=market.actor)
    with pytest.raises(OrderNotChangeable):
        cancel_order(market.partner.pk, order.pk, actor=market.actor)
    assert market.stock.reserved == 0


def test_not_what_the_courier_has_in_hand(market: Market) -> None:
    """The scan is known, the order has not followed yet."""
    order = market.packed()
    assert order.shipment is not None
    type(order.shipment).objects.filter(pk=order.shipment.pk).update(status="picked_up")
    with pytest.raises(AlreadyScanned):
        cancel_order(market.partner.pk, order.pk, actor=market.actor)
    order.refresh_from_db()
    assert order.status == "packing"


def test_orders_of_others_do_not_exist(market: Market, rina_shop: Shop) -> None:
    order = market.packed()
    with pytest.raises(OrderNotFound):
        cancel_order(rina_shop.partner.pk, order.pk, actor=market.actor)
