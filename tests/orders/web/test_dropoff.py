from django.test import Client

from accounts.states import Right
from komship.core.drain import drain
from tests.factories.orders import Market
from tests.orders.web.conftest import StaffWith
from tests.orders.web.test_order_changes import told
from tests.orders.web.test_order_detail import Page

URL = "/pickup/antar/"


def test_from_the_pickup_page_to_the_labels(market: Market, siti_web: Client, siti_page: Page) -> None:
    order = market.order()
    assert URL in siti_page("/pickup/baru/")

    answer = siti_web.post(URL, {"pilih": order.pk})

    assert answer.headers["Location"] == f"/pesanan/label/?ids={order.pk}"
    assert told(answer) == ["1 pesanan diantar sendiri. Tempel labelnya, lalu bawa ke konter."]
    drain()
    order.refresh_from_db()
    assert order.status == "packing"
    assert "Antar sendiri ke konter" in siti_page(f"/pesanan/{order.number}/")


def test_orders_somebody_fetches_stay(market: Market, siti_web: Client) -> None:
    fetched, mine = market.packed(market.order(quantity=1)), market.order(quantity=1)
    answer = siti_web.post(URL, {"pilih": [fetched.pk, mine.pk]})
    assert answer.headers["Location"].endswith(f"ids={mine.pk}")
    assert "1 pesanan belum diproses. Pesanan ini sudah diajukan pickup." in told(answer)


def test_nothing_chosen_and_strangers(market: Market, siti_web: Client, rina_web: Client) -> None:
    order = market.order()
    assert told(siti_web.post(URL)) == ["Pilih pesanan yang mau diantar."]
    assert rina_web.post(URL, {"pilih": order.pk}).status_code == 404
    assert siti_web.get(URL).status_code == 405


def test_only_who_may_ask_for_pickups(market: Market, staff_with: StaffWith) -> None:
    order = market.order()
    assert staff_with(Right.ORDER_VIEW).post(URL, {"pilih": order.pk}).status_code == 403
