import pytest
from pytest_django.asserts import assertNumQueries

from orders.errors import OrderNotFound
from orders.selectors.airway_bills import order_of_airway_bill, orders_with_airway_bill
from tests.factories.accounts import Shop
from tests.factories.orders import Market


def test_found_by_what_people_read_out(market: Market, rina_shop: Shop) -> None:
    order = market.packed()
    market.order(quantity=1)
    assert order.shipment is not None
    for words in (str(order.shipment.awb), order.number, "ayu", order.recipient_phone[-6:]):
        with assertNumQueries(1):
            assert orders_with_airway_bill(market.partner.pk, words) == [order]
    assert orders_with_airway_bill(market.partner.pk, "  ") == []
    assert orders_with_airway_bill(rina_shop.partner.pk, "ayu") == []


def test_an_airway_bill_belongs_to_one_order(market: Market) -> None:
    order = market.packed()
    assert order.shipment is not None
    awb = str(order.shipment.awb)
    assert order_of_airway_bill(market.partner.pk, order_id=order.pk, awb=awb) == order
    with pytest.raises(OrderNotFound):
        order_of_airway_bill(market.partner.pk, order_id=order.pk, awb=awb[::-1])
