import pytest

from accounts.models import Partner
from komship.lib import clock
from orders.models import Order
from orders.selectors.pickup_table import PickupTable
from orders.selectors.pickups import (
    PickupNotFound,
    orders_on_pickup,
    packing_list,
    pickup_count,
    pickup_detail,
    pickup_rows,
)
from orders.services._cart_items import CartItem
from orders.services.sync_cart import sync_cart
from shipping.models import Pickup
from tests.factories.orders import Market
from tests.factories.products import colour_and_size_draft, make_product, variant_named


def order_of_gowns(market: Market) -> Order:
    """One gown in red M beside two scarves."""
    gown = make_product(market.partner, colour_and_size_draft())
    red = variant_named(gown, "Merah, M")
    items = [CartItem(market.product.pk, None, 2), CartItem(gown.pk, red.option_id, 1)]
    rows = sync_cart(market.partner.owner_id, market.partner.pk, items)
    return market.order(cart_line_ids=tuple(row.id for row in rows))


def test_pickups_with_their_sums_newest_first(market: Market) -> None:
    market.ask_pickup(market.order(), "first")
    market.ask_pickup(market.order(), "second")
    market.ask_pickup(market.order(quantity=1), "second")
    rows = pickup_rows(market.partner.pk, offset=0, limit=10)
    assert [(row.pickup.token, row.orders, row.pieces, row.couriers) for row in rows] == [
        ("second", 2, 3, ["JNE"]),
        ("first", 1, 2, ["JNE"]),
    ]
    assert [row.pickup.token for row in pickup_rows(market.partner.pk, offset=1, limit=1)] == ["first"]
    table = PickupTable(market.partner.pk)
    assert (len(table), table[1].pickup.token, pickup_count(market.partner.pk)) == (2, "first", 2)


def test_a_pickup_without_orders_counts_nothing(market: Market) -> None:
    market.ask_pickup(market.order())
    Pickup.objects.get().shipments.update(pickup=None)
    row = pickup_detail(market.partner.pk, Pickup.objects.get().pk)
    assert (row.orders, row.pieces, row.couriers) == (0, 0, [])


def test_what_has_to_be_packed(market: Market) -> None:
    market.ask_pickup(order_of_gowns(market))
    market.ask_pickup(market.order(quantity=1))
    pickup = Pickup.objects.get()
    gown, scarf = packing_list(market.partner.pk, pickup.pk)
    assert (gown.name, gown.total, gown.variants) == ("Gamis Polos", 1, {"Merah, M": 1})
    assert (scarf.name, scarf.total, scarf.variants) == ("Jilbab Segi Empat", 3, {})


def test_deleted_orders_are_not_packed(market: Market) -> None:
    order = market.ask_pickup(market.order())
    Order.objects.filter(pk=order.pk).update(status="created", deleted_at=clock.now())
    pickup = Pickup.objects.get()
    assert packing_list(market.partner.pk, pickup.pk) == []
    assert not orders_on_pickup(market.partner.pk, pickup.pk).exists()


def test_pickups_of_others_are_not_there(market: Market, rina_partner: Partner) -> None:
    market.ask_pickup(market.order())
    pickup = Pickup.objects.get()
    for look in (pickup_detail, orders_on_pickup):
        with pytest.raises(PickupNotFound):
            look(rina_partner.pk, pickup.pk)
    assert packing_list(rina_partner.pk, pickup.pk) == []
    assert pickup_rows(rina_partner.pk, offset=0, limit=10) == []
