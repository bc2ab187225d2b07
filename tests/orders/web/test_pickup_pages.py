"""The history of pickups, and one pickup while its airway bills arrive."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.states import Right
from komship.core.drain import drain
from orders.models import Order
from shipping.models import Pickup
from tests.factories.orders import Market
from tests.factories.products import colour_and_size_draft, make_product
from tests.orders.web.conftest import StaffWith
from tests.query_counts import QueryBudget

LIST = "/pickup/"
Page = Callable[[str], str]


@pytest.fixture
def pickup(market: Market) -> Pickup:
    """Two orders, three pieces; no airway bill yet."""
    for quantity in (1, 2):
        market.ask_pickup(market.order(quantity=quantity))
    return Pickup.objects.get()


def url(pickup: Pickup) -> str:
    return f"/pickup/{pickup.pk}/"


def test_history(pickup: Pickup, siti_web: Client) -> None:
    (row,) = siti_web.get(LIST).context["list"].rows
    assert (row.pickup, row.orders, row.pieces, row.couriers) == (pickup, 2, 3, ["JNE"])
    text = siti_web.get(LIST).content.decode()
    for words in ("10.00 WIB", "Gudang Jakarta", "Dijadwalkan", f'href="{url(pickup)}"'):
        assert words in text


def test_empty_history_says_what_to_do(siti_page: Page) -> None:
    text = siti_page(LIST)
    assert "Belum ada pickup" in text
    assert "/pickup/baru/" in text


def test_airway_bills_as_they_arrive(pickup: Pickup, siti_web: Client) -> None:
    text = siti_web.get(url(pickup)).content.decode()
    assert "2 resi masih ditunggu dari kurir" in text
    assert "every 2500ms" in text
    drain()
    partial = siti_web.get(url(pickup), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in partial
    assert "every 2500ms" not in partial
    for order in Order.objects.select_related("shipment"):
        assert order.shipment is not None
        assert f'data-copy="{order.shipment.awb}"' in partial


def test_packing_list(market: Market, siti_web: Client) -> None:
    make_product(market.partner, colour_and_size_draft())
    market.ask_pickup(market.order(quantity=2))
    (product,) = siti_web.get(url(Pickup.objects.get())).context["products"]
    assert (product.name, product.total) == ("Jilbab Segi Empat", 2)


def test_labels_of_a_pickup(pickup: Pickup, siti_page: Page) -> None:
    drain()
    assert f"/pesanan/label/?pickup={pickup.pk}" in siti_page(url(pickup))


def test_a_courier_that_refuses(pickup: Pickup, siti_page: Page) -> None:
    order = Order.objects.earliest("pk")
    Order.objects.filter(pk=order.pk).update(status="created", booking_note="Alamat tidak terjangkau")
    text = siti_page(url(pickup))
    assert "1 pesanan ditolak kurir" in text
    assert "Alamat tidak terjangkau" in text


def test_pickups_of_others_are_not_there(pickup: Pickup, rina_web: Client) -> None:
    assert rina_web.get(url(pickup)).status_code == 404
    assert rina_web.get(url(pickup), headers={"HX-Request": "true"}).status_code == 404
    assert rina_web.get(LIST).context["list"].rows == []


def test_the_right_to_look(pickup: Pickup, staff_with: StaffWith) -> None:
    client = staff_with(Right.ORDER_VIEW)
    assert client.get(LIST).status_code == 403
    assert client.get(url(pickup)).status_code == 403


def test_queries(pickup: Pickup, siti_web: Client, query_budget: QueryBudget) -> None:
    siti_web.get(LIST)
    with query_budget("orders.web.pickups"):
        siti_web.get(LIST)
    with query_budget("orders.web.pickup"):
        siti_web.get(url(pickup))
