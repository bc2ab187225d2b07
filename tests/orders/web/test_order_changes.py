"""What sellers do to orders that exist, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from accounts.states import Right
from komship.core.drain import drain
from komship.core.jobs import Job, starting
from komship.lib import clock
from orders.models import Order
from orders.web.views import order_changes
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from tests.factories.orders import Market, move_parcel
from tests.factories.sandbox import break_next, requests_to
from tests.orders.web.conftest import StaffWith

CHOSEN = "/pesanan/pilihan/"


def url(order: Order, action: str = "") -> str:
    return f"/pesanan/{order.number}/{action}"


def told(answer: Any) -> list[str]:
    """Messages of the action, whole page or not."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def status(order: Order) -> str:
    order.refresh_from_db()
    return order.status


def test_deleting_a_new_order(market: Market, siti_web: Client) -> None:
    order = market.order()
    answer = siti_web.post(url(order, "hapus/"))
    assert answer.headers["Location"] == "/pesanan/"
    assert told(answer) == [f"{order.number} dihapus. Stok dan saldo yang ditahan sudah kembali."]
    order.refresh_from_db()
    assert order.deleted_at is not None
    assert market.stock.reserved == 0


def test_deleting_too_late_is_refused_in_words(market: Market, siti_web: Client) -> None:
    order = market.packed()
    answer = siti_web.post(url(order, "hapus/"))
    assert answer.headers["Location"] == url(order)
    assert told(answer) == ["Pesanan ini sudah diajukan pickup, jadi tidak bisa dihapus."]
    order.refresh_from_db()
    assert order.deleted_at is None


def test_cancelling(market: Market, siti_web: Client) -> None:
    order = market.packed()
    answer = siti_web.post(url(order, "batal/"))
    assert answer.headers["Location"] == url(order)
    assert status(order) == "cancelled"
    assert market.stock.reserved == 0


def test_cancelling_what_the_courier_has_is_refused(market: Market, siti_web: Client) -> None:
    order = move_parcel(market, market.packed(), "picked_up")
    answer = siti_web.post(url(order, "batal/"))
    assert told(answer) == ["Pesanan hanya bisa dibatalkan selama menunggu dijemput kurir."]
    assert status(order) == "shipped"


def test_goods_of_a_return_go_back_on_the_shelf(market: Market, siti_web: Client) -> None:
    order = move_parcel(market, market.packed(), "returned")
    answer = siti_web.post(url(order, "kembali/"))
    assert told(answer) == [f"Barang {order.number} kembali ke stok dan bisa dijual lagi."]
    assert market.stock.on_hand == 10
    siti_web.post(url(order, "kembali/"))
    assert market.stock.on_hand == 10


def test_goods_on_the_road_stay_there(market: Market, siti_web: Client) -> None:
    order = market.packed()
    assert "belum mencatat paket ini sebagai retur" in told(siti_web.post(url(order, "kembali/")))[0]


class TestTracking:
    def test_news_arrive_at_once(self, market: Market, siti_web: Client) -> None:
        order = market.packed()
        world = market.sandbox.world
        world.move(world.find(order.number), MoveOrder(to=Move.PICKED_UP))
        assert told(siti_web.post(url(order, "lacak/"))) == ["Perjalanan paket sudah diperbarui."]
        drain()
        assert status(order) == "shipped"

    def test_no_news(self, market: Market, siti_web: Client) -> None:
        order = market.packed()
        assert told(siti_web.post(url(order, "lacak/"))) == ["Kurir belum punya kabar baru."]

    def test_the_courier_is_not_pestered(self, market: Market, siti_web: Client) -> None:
        order = market.packed()
        siti_web.post(url(order, "lacak/"))
        asked = requests_to(market.sandbox, Endpoint.TRACKING)
        assert told(siti_web.post(url(order, "lacak/"))) == [
            "Kurir belum punya kabar baru.",
            "Baru saja dilacak. Coba lagi sebentar.",
        ]
        assert requests_to(market.sandbox, Endpoint.TRACKING) == asked

    def test_a_courier_that_is_down(self, market: Market, siti_web: Client) -> None:
        order = move_parcel(market, market.packed(), "picked_up")
        Shipment.objects.update(polled_at=clock.now() - timedelta(minutes=5))
        break_next(market.sandbox, FaultKind.ERROR_500, endpoint=Endpoint.TRACKING, count=5)
        assert told(siti_web.post(url(order, "lacak/"))) == [
            "Kurir belum bisa dihubungi. Kami coba lagi otomatis."
        ]

    def test_without_an_airway_bill(self, market: Market, siti_web: Client) -> None:
        assert told(siti_web.post(url(market.order(), "lacak/"))) == ["Resi belum terbit."]


class TestChosen:
    @pytest.mark.parametrize(("action", "page"), [("pickup", "/pickup/baru/"), ("label", "/pesanan/label/")])
    def test_pages_of_their_own(self, market: Market, siti_web: Client, action: str, page: str) -> None:
        first, second = market.order(quantity=1), market.order(quantity=1)
        answer = siti_web.post(CHOSEN, {"aksi": action, "pilih": [first.pk, second.pk]})
        assert answer.headers["Location"] == f"{page}?ids={first.pk},{second.pk}"

    def test_cancelling_each_in_its_own_way(self, market: Market, siti_web: Client) -> None:
        new, packed = market.order(quantity=1), market.packed(market.order(quantity=1))
        gone = move_parcel(market, market.packed(market.order(quantity=1)), "picked_up")
        came_from = {"Referer": "http://testserver/pesanan/?tab=created&q=ayu"}
        ids = [new.pk, packed.pk, gone.pk]
        answer = siti_web.post(CHOSEN, {"aksi": "batal", "pilih": ids}, headers=came_from)
        assert answer.headers["Location"] == "/pesanan/?tab=created&q=ayu"
        assert told(answer) == [
            "1 pesanan tidak dibatalkan. Pesanan hanya bisa dibatalkan selama menunggu dijemput kurir.",
            "2 pesanan dibatalkan.",
        ]
        new.refresh_from_db()
        assert new.deleted_at is not None
        assert (status(packed), status(gone)) == ("cancelled", "shipped")

    def test_many_are_cancelled_in_the_background(
        self, market: Market, siti_web: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(order_changes, "WHILE_WAITING", 1)
        new, packed = market.order(quantity=1), market.packed(market.order(quantity=1))
        answer = siti_web.post(CHOSEN, {"aksi": "batal", "pilih": [new.pk, packed.pk]})
        job = Job.objects.get()
        assert answer.headers["Location"] == f"/pekerjaan/{job.pk}/"
        drain()
        new.refresh_from_db()
        assert new.deleted_at is not None
        assert status(packed) == "cancelled"
        assert "Batalkan 2 pesanan" in siti_web.get(f"/pekerjaan/{job.pk}/").content.decode()

    def test_too_many_jobs_at_once(
        self, market: Market, siti_web: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(order_changes, "WHILE_WAITING", 0)
        monkeypatch.setattr(starting, "MOST_UNFINISHED", 0)
        answer = siti_web.post(CHOSEN, {"aksi": "batal", "pilih": [market.order().pk]})
        assert answer.headers["Location"] == "/pesanan/"
        assert "Masih banyak pekerjaan" in told(answer)[0]

    def test_back_to_our_own_list_only(self, market: Market, siti_web: Client) -> None:
        data = {"aksi": "batal"}
        for referer in ("https://evil.example/x/?x=1", "/keuangan/?a=b", ""):
            answer = siti_web.post(CHOSEN, data, headers={"Referer": referer})
            assert answer.headers["Location"] == "/pesanan/", referer

    def test_nothing_ticked(self, siti_web: Client) -> None:
        answer = siti_web.post(CHOSEN, {"aksi": "batal"})
        assert (answer.headers["Location"], told(answer)) == ("/pesanan/", ["Pilih pesanannya dulu."])

    @pytest.mark.parametrize("data", [{}, {"aksi": "jual"}])
    def test_unknown_action(self, siti_web: Client, data: dict[str, str]) -> None:
        assert siti_web.post(CHOSEN, data).status_code == 400

    def test_ids_that_are_none(self, siti_web: Client) -> None:
        for ids in ("x", "-1", "1.5", "9" * 30, "٣"):
            assert siti_web.post(CHOSEN, {"aksi": "batal", "pilih": ids}).status_code == 404, ids

    def test_one_foreign_order_stops_all(self, market: Market, rina_web: Client, siti_web: Client) -> None:
        order = market.order()
        assert rina_web.post(CHOSEN, {"aksi": "batal", "pilih": [order.pk]}).status_code == 404
        assert siti_web.post(CHOSEN, {"aksi": "batal", "pilih": [order.pk, 10**9]}).status_code == 404
        order.refresh_from_db()
        assert order.deleted_at is None

    def test_looking_is_not_cancelling(self, market: Market, staff_with: StaffWith) -> None:
        order = market.order()
        client = staff_with(Right.ORDER_VIEW, Right.ORDER_EDIT)
        assert client.post(CHOSEN, {"aksi": "batal", "pilih": [order.pk]}).status_code == 403
        order.refresh_from_db()
        assert order.deleted_at is None


ACTIONS = ("hapus/", "batal/", "lacak/", "kembali/")


def test_orders_of_others_are_not_there(market: Market, rina_web: Client) -> None:
    order = market.packed()
    for action in ACTIONS:
        assert rina_web.post(url(order, action)).status_code == 404, action
    assert status(order) == "packing"


def test_changes_are_posted(market: Market, siti_web: Client) -> None:
    order = market.order()
    for action in ACTIONS:
        assert siti_web.get(url(order, action)).status_code == 405, action
    order.refresh_from_db()
    assert order.deleted_at is None


def test_each_needs_its_right(market: Market, staff_with: StaffWith) -> None:
    order, client = market.order(), staff_with(Right.PICKUP_HISTORY)
    for action in ACTIONS:
        assert client.post(url(order, action)).status_code == 403, action


def test_deleted_orders_are_not_there_any_more(market: Market, siti_web: Client) -> None:
    order = market.order()
    siti_web.post(url(order, "hapus/"))
    assert siti_web.post(url(order, "hapus/")).status_code == 404
