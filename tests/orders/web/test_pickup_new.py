"""Asking for a pickup: one form, one token, one result per order."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import PartnerSettings, Warehouse
from accounts.states import Right
from komship.core.drain import drain
from komship.core.jobs import Job
from komship.lib import clock
from orders.models import Order
from orders.services.request_pickup import request_pickup
from orders.web.pickup_form import Slot, slot_groups
from orders.web.views import pickup_new
from shipping.models import Pickup
from tests.factories.accounts import make_warehouse
from tests.factories.orders import Market, slot
from tests.factories.products import put_stock
from tests.orders.web.conftest import StaffWith

NEW = "/pickup/baru/"
Values = dict[str, Any]


def tomorrow(hour: str = "10:00") -> str:
    return f"{clock.today() + timedelta(days=1)}T{hour}"


def asked(*orders: Order, **changes: Any) -> Values:
    values = {"token": "t-1", "pickup_time": tomorrow(), "vehicle": "MOTOR"}
    return {**values, "pilih": [order.pk for order in orders], **changes}


def statuses() -> list[str]:
    return list(Order.objects.order_by("pk").values_list("status", flat=True))


@pytest.fixture
def two(market: Market) -> tuple[Order, Order]:
    return market.order(quantity=1), market.order(quantity=1)


class TestForm:
    def test_waiting_orders_by_courier_all_ticked(self, two: tuple[Order, Order], siti_web: Client) -> None:
        context = siti_web.get(NEW).context
        (group,) = context["groups"]
        assert (group.courier, [row.id for row in group.rows]) == ("JNE", [order.pk for order in two])
        assert context["chosen"] == {order.pk for order in two}
        assert context["form"].initial["token"]

    def test_orders_ticked_elsewhere(self, two: tuple[Order, Order], siti_web: Client) -> None:
        context = siti_web.get(f"{NEW}?ids={two[1].pk}").context
        assert context["chosen"] == {two[1].pk}
        assert context["chosen_here"] == 1

    def test_address_by_address(self, market: Market, two: tuple[Order, Order], siti_web: Client) -> None:
        other = make_warehouse(market.partner, "Gudang Dua")
        put_stock(market.variant, other, 5)
        third = market.order(quantity=1, warehouse_id=other.pk)
        context = siti_web.get(f"{NEW}?alamat={other.pk}").context
        assert [row.id for group in context["groups"] for row in group.rows] == [third.pk]
        assert {place.warehouse.name: place.orders for place in context["places"]} == {
            "Gudang Jakarta": 2,
            "Gudang Dua": 1,
        }
        both = siti_web.get(f"{NEW}?ids={two[0].pk},{third.pk}")
        assert "1 pesanan yang kamu pilih ada di alamat lain" in both.content.decode()

    def test_nothing_waits(self, market: Market, siti_web: Client) -> None:
        assert "Tidak ada pesanan yang menunggu di sini" in siti_web.get(NEW).content.decode()

    def test_without_an_address(self, siti_web: Client) -> None:
        assert "Belum ada alamat pickup" in siti_web.get(NEW).content.decode()

    def test_vehicles_of_the_shop(self, two: tuple[Order, Order], market: Market, siti_web: Client) -> None:
        PartnerSettings.objects.filter(partner=market.partner).update(vehicles=["TRUCK"])
        text = siti_web.get(NEW).content.decode()
        assert 'value="TRUCK"' in text
        assert 'value="MOTOR"' not in text

    def test_only_hours_that_can_be_had(self, time_machine: Any) -> None:
        time_machine.move_to("2026-11-21T08:30:00Z")
        groups = slot_groups()
        assert groups[0][0] == "Sabtu, 21 Nov 2026"
        assert groups[0][1][0] == ("2026-11-21T17:00", "Hari ini, 17.00 WIB")
        assert groups[1][1][0] == ("2026-11-22T09:00", "Besok, 09.00 WIB")
        assert len(groups) == 8
        kept = slot_groups(also=Slot(clock.today(), slot().pickup_time))
        assert kept[0][1][0][0] == "2026-11-21T10:00"


class TestAsking:
    def test_each_order_is_on_the_pickup(self, two: tuple[Order, Order], siti_web: Client) -> None:
        answer = siti_web.post(NEW, asked(*two))
        pickup = Pickup.objects.get()
        assert answer.headers["Location"] == f"/pickup/{pickup.pk}/"
        assert (pickup.token, pickup.vehicle, f"{pickup.pickup_time:%H:%M}") == ("t-1", "MOTOR", "10:00")
        assert statuses() == ["booking", "booking"]
        drain()
        assert statuses() == ["packing", "packing"]

    def test_sent_twice_nothing_happens_twice(self, two: tuple[Order, Order], siti_web: Client) -> None:
        siti_web.post(NEW, asked(*two))
        drain()
        answer = siti_web.post(NEW, asked(*two))
        assert answer.headers["Location"] == f"/pickup/{Pickup.objects.get().pk}/"
        assert statuses() == ["packing", "packing"]

    def test_a_broken_off_request_is_finished(
        self, market: Market, two: tuple[Order, Order], siti_web: Client
    ) -> None:
        plan = slot("t-1")
        request_pickup(market.partner.pk, two[0].pk, plan, actor=market.actor)
        siti_web.post(NEW, asked(*two))
        assert Pickup.objects.count() == 1
        assert statuses() == ["booking", "booking"]

    def test_one_result_per_order(self, market: Market, two: tuple[Order, Order], siti_web: Client) -> None:
        market.ask_pickup(two[0], token="another")
        answer = siti_web.post(NEW, asked(*two))
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "1 pesanan belum bisa dijemput" in text
        assert "Pesanan ini sudah diajukan pickup." in text
        assert [result.row.id for result in answer.context["done"]] == [two[1].pk]
        assert f'name="pilih" value="{two[0].pk}"' in text
        assert 'name="token" value="t-1"' in text

    def test_none_of_them(self, market: Market, siti_web: Client) -> None:
        order = market.ask_pickup(market.order(), token="another")
        answer = siti_web.post(NEW, asked(order))
        assert answer.status_code == 422
        assert answer.context["pickup"] is None


class TestMany:
    """More orders than somebody waits for are one job."""

    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pickup_new, "WHILE_WAITING", 1)

    def test_one_job_one_result_each(
        self, market: Market, two: tuple[Order, Order], siti_web: Client
    ) -> None:
        market.ask_pickup(two[0], token="another")
        answer = siti_web.post(NEW, asked(*two))
        job = Job.objects.get()
        page = f"/pekerjaan/{job.pk}/"
        assert answer.headers["Location"] == page
        assert statuses() == ["booking", "created"]
        drain()
        assert statuses() == ["packing", "packing"]
        text = siti_web.get(page).content.decode()
        assert "Pesanan ini sudah diajukan pickup." in text
        assert f'href="/pesanan/{two[0].number}/"' in text
        pickup = Pickup.objects.get(token="t-1")
        assert f'href="/pickup/{pickup.pk}/"' in text

    def test_an_open_page_goes_on_to_the_pickup(self, two: tuple[Order, Order], siti_web: Client) -> None:
        siti_web.post(NEW, asked(*two))
        drain()
        news = siti_web.get(f"/pekerjaan/{Job.objects.get().pk}/kabar/", headers={"HX-Request": "true"})
        assert news.headers["HX-Redirect"] == f"/pickup/{Pickup.objects.get().pk}/"

    def test_sent_twice_is_one_job_and_changed_another(
        self, two: tuple[Order, Order], market: Market, siti_web: Client
    ) -> None:
        for changes in ({}, {}, {"vehicle": "MOBIL"}):
            siti_web.post(NEW, asked(*two, **changes))
        assert Job.objects.count() == 2
        drain()
        assert Pickup.objects.count() == 1

    def test_a_slot_nobody_can_have_is_told_at_once(
        self, market: Market, two: tuple[Order, Order], siti_web: Client
    ) -> None:
        assert siti_web.post(NEW, asked(*two, pickup_time=tomorrow("22:00"))).status_code == 422
        siti_web.post(NEW, asked(market.order(quantity=1)))
        answer = siti_web.post(NEW, asked(*two, pickup_time=tomorrow("15:00")))
        assert answer.status_code == 422
        assert "Jadwal atau alamatnya berubah" in answer.content.decode()
        assert not Job.objects.exists()


class TestRefusing:
    def test_input_that_is_none(self, two: tuple[Order, Order], siti_web: Client) -> None:
        cases: list[tuple[Values, str]] = [
            ({"pickup_time": "besok"}, "Pilih jadwal dari daftar."),
            ({"pickup_time": ""}, "Bidang ini"),
            ({"pickup_time": "2020-01-01T10:00"}, "Tanggal penjemputan sudah lewat."),
            ({"pickup_time": tomorrow("22:00")}, "Penjemputan hanya bisa pukul 09.00 sampai 21.00."),
            ({"vehicle": "ROKET"}, "ROKET"),
            ({"pilih": []}, "Pilih pesanan yang mau dijemput."),
        ]
        for changes, words in cases:
            answer = siti_web.post(NEW, asked(*two, **changes))
            assert answer.status_code == 422, changes
            assert words in answer.content.decode(), changes
        assert statuses() == ["created", "created"]
        assert not Pickup.objects.exists()

    def test_ticks_are_kept(self, two: tuple[Order, Order], siti_web: Client) -> None:
        answer = siti_web.post(NEW, asked(two[1], vehicle="ROKET"))
        assert answer.context["chosen"] == {two[1].pk}

    def test_a_token_of_another_pickup(
        self, market: Market, two: tuple[Order, Order], siti_web: Client
    ) -> None:
        siti_web.post(NEW, asked(two[0]))
        answer = siti_web.post(NEW, asked(two[1], pickup_time=tomorrow("15:00")))
        assert answer.status_code == 422
        assert "Jadwal atau alamatnya berubah" in answer.content.decode()
        assert answer.context["form"]["token"].value() != "t-1"
        assert statuses() == ["booking", "created"]

    def test_orders_of_others(
        self, two: tuple[Order, Order], rina_web: Client, rina_warehouse: Warehouse
    ) -> None:
        assert rina_web.post(NEW, asked(*two)).status_code == 404
        assert rina_web.get(f"{NEW}?ids={two[0].pk}").status_code == 404
        assert rina_web.get(f"{NEW}?alamat={two[0].warehouse_id}").context["groups"] == []
        assert statuses() == ["created", "created"]

    def test_the_right_to_ask(self, two: tuple[Order, Order], staff_with: StaffWith) -> None:
        client = staff_with(Right.PICKUP_HISTORY)
        assert client.get(NEW).status_code == 403
        assert client.post(NEW, asked(*two)).status_code == 403
        assert statuses() == ["created", "created"]
