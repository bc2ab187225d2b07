from datetime import time, timedelta

import pytest

from komship.lib import clock
from orders.errors import OrderNotChangeable, OrderNotFound
from orders.services.request_pickup import request_pickup
from shipping.carriers.base import ParcelRequest
from shipping.errors import ParcelRefused, PickupSlotRefused, PickupTokenTaken
from shipping.models import Pickup, Shipment
from tests.factories.accounts import Shop
from tests.factories.orders import Market, slot


def test_orders_with_one_token_are_one_pickup(market: Market) -> None:
    first, second = market.ask_pickup(market.order()), market.ask_pickup(market.order())
    pickup = Pickup.objects.get()
    assert first.status == second.status == "booking"
    assert set(pickup.shipments.values_list("reference", flat=True)) == {first.number, second.number}


def test_what_the_courier_will_be_told(market: Market) -> None:
    order = market.ask_pickup(market.order())
    parcel = ParcelRequest.from_json(Shipment.objects.get().request)
    assert (parcel.order_number, parcel.cod_amount_rp, parcel.is_cod) == (order.number, 112_000, True)
    assert (parcel.recipient.name, parcel.sender.name) == ("Ayu Lestari", "Toko Siti")
    assert parcel.goods_description == "2x Jilbab Segi Empat"
    assert parcel.pickup is not None
    assert parcel.pickup.time == "10:00"


def test_asking_again_with_the_same_token_changes_nothing(market: Market) -> None:
    order = market.ask_pickup(market.order())
    before = order.history.count()
    assert market.ask_pickup(order).status == "booking"
    assert order.history.count() == before


def test_another_token_finds_the_order_taken(market: Market) -> None:
    order = market.ask_pickup(market.order())
    with pytest.raises(OrderNotChangeable):
        market.ask_pickup(order, token="another")
    assert Pickup.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"pickup_time": time(22, 0)},
        {"pickup_on": clock.today() - timedelta(days=1)},
        {"vehicle": "GEROBAK"},
        {"token": " "},
    ],
)
def test_slots_nobody_drives(market: Market, change: dict[str, object]) -> None:
    order = market.order()
    with pytest.raises(PickupSlotRefused):
        request_pickup(market.partner.pk, order.pk, slot(**change), actor=market.actor)  # type: ignore[arg-type]
    order.refresh_from_db()
    assert order.status == "created"
    assert not Shipment.objects.exists()


def test_a_token_of_another_slot(market: Market) -> None:
    market.ask_pickup(market.order())
    late = slot(pickup_time=time(15, 0))
    with pytest.raises(PickupTokenTaken):
        request_pickup(market.partner.pk, market.order().pk, late, actor=market.actor)


def test_an_address_no_label_can_carry_stops_before_the_courier(market: Market) -> None:
    order = market.order()
    type(order).objects.filter(pk=order.pk).update(address_line="Jalan " * 50)
    with pytest.raises(ParcelRefused):
        market.ask_pickup(order)
    order.refresh_from_db()
    assert order.status == "created"
    assert not Pickup.objects.exists()


def test_orders_of_others_do_not_exist(market: Market, rina_shop: Shop) -> None:
    order = market.order()
    with pytest.raises(OrderNotFound):
        request_pickup(rina_shop.partner.pk, order.pk, slot(), actor=market.actor)
