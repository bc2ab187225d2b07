import pytest

from orders.models import OrderLine
from orders.selectors.pickups import PickupNotFound
from orders.services.cancel_order import cancel_order
from orders.services.print_packing_list import print_packing_list
from shipping.models import Pickup
from tests.factories.accounts import Shop
from tests.factories.orders import Market


def test_everything_that_has_to_be_packed(market: Market) -> None:
    market.packed(market.order(quantity=1))
    market.packed(market.order(quantity=2))
    OrderLine.objects.update(variant_name="<b>Merah & Putih</b> \u2764")
    pdf = print_packing_list(market.partner.pk, Pickup.objects.get().pk)
    assert pdf.startswith(b"%PDF-")
    assert b"/Count 1" in pdf


def test_a_long_list_goes_over_pages(market: Market) -> None:
    for _ in range(3):
        order = market.packed(market.order(quantity=1))
    # One parcel with as many words as an order can have.
    order.note = "hati-hati " * 19
    order.save(update_fields=["note"])
    OrderLine.objects.update(product_name="Gamis " * 9, variant_name="Ukuran " * 16)
    assert print_packing_list(market.partner.pk, Pickup.objects.get().pk).startswith(b"%PDF-")


def test_an_empty_pickup_has_an_empty_list(market: Market) -> None:
    order = market.packed(market.order(quantity=1))
    pickup = Pickup.objects.get()
    cancel_order(market.partner.pk, order.pk, actor=market.actor)
    assert print_packing_list(market.partner.pk, pickup.pk).startswith(b"%PDF-")


def test_pickups_of_others_do_not_exist(market: Market, rina_shop: Shop) -> None:
    market.packed(market.order(quantity=1))
    with pytest.raises(PickupNotFound):
        print_packing_list(rina_shop.partner.pk, Pickup.objects.get().pk)
