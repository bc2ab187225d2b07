import pytest

from komship.core.drain import drain
from orders.errors import OrderNotChangeable, OrderNotFound
from orders.services.request_dropoff import request_dropoff
from shipping.models import Pickup
from shipping.sandbox.parcels import Endpoint
from tests.factories.accounts import Shop
from tests.factories.orders import Market
from tests.factories.sandbox import requests_to


def test_the_counter_gets_an_airway_bill_without_a_pickup(market: Market) -> None:
    order = request_dropoff(market.partner.pk, market.order().pk, actor=market.actor)
    request_dropoff(market.partner.pk, order.pk, actor=market.actor)
    drain()

    order.refresh_from_db()
    assert order.shipment is not None
    assert (order.status, order.shipment.is_dropoff) == ("packing", True)
    assert order.shipment.awb
    assert not Pickup.objects.exists()
    assert requests_to(market.sandbox, Endpoint.DROPOFF) == 1
    assert requests_to(market.sandbox, Endpoint.PICKUP) == 0
    request_dropoff(market.partner.pk, order.pk, actor=market.actor)


def test_a_refused_pickup_may_be_brought_instead(market: Market) -> None:
    order = market.order()
    order.origin_code = "CGK10100"
    order.save(update_fields=["origin_code"])
    market.ask_pickup(order)
    drain()
    order.origin_code = "CGK10000"
    order.save(update_fields=["origin_code"])

    request_dropoff(market.partner.pk, order.pk, actor=market.actor)
    drain()

    order.refresh_from_db()
    assert order.shipment is not None
    assert (order.status, order.shipment.pickup) == ("packing", None)
    assert Pickup.objects.get().status == "cancelled"


def test_not_when_a_courier_is_coming(market: Market) -> None:
    order = market.packed()
    with pytest.raises(OrderNotChangeable):
        request_dropoff(market.partner.pk, order.pk, actor=market.actor)


def test_orders_of_others_do_not_exist(market: Market, rina_shop: Shop) -> None:
    with pytest.raises(OrderNotFound):
        request_dropoff(rina_shop.partner.pk, market.order().pk, actor=market.actor)
