"""The order list: one table, tabs that count, filters, and nobody else's orders."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Warehouse
from accounts.states import Right
from komship.lib import clock
from orders.models import Order
from shipping.models import Shipment
from tests.factories.finance import fund
from tests.factories.orders import Market, move_parcel, recipient
from tests.orders.web.conftest import StaffWith
from tests.query_counts import QueryBudget

LIST = "/pesanan/"


def numbers(client: Client, query: str = "") -> list[str]:
    """Order numbers on the page, in their order."""
    answer = client.get(f"{LIST}{query}")
    assert answer.status_code == 200
    return [row.number for row in answer.context["list"].rows]


@pytest.fixture
def two(market: Market) -> tuple[Order, Order]:
    """A packed COD order of Ayu, and a new transfer order of Bagus."""
    fund(market.partner, 50_000)
    packed = market.packed()
    new = market.transfer_order(recipient=recipient(name="Bagus Prakoso", phone="081299990000"))
    return packed, new


def test_rows_say_what_a_seller_looks_for(two: tuple[Order, Order], siti_page: Callable[[str], str]) -> None:
    packed, new = two
    text = siti_page(LIST)
    assert packed.shipment is not None
    for words in (packed.number, new.number, "Ayu Lestari", "Bagus Prakoso", "Bandung", "Rp 112.000"):
        assert words in text
    assert f'data-copy="{packed.shipment.awb}"' in text
    assert "Siap dijemput" in text
    assert "Transfer" in text
    assert f'href="/pesanan/{packed.number}/"' in text


def test_newest_first_and_turned_round(two: tuple[Order, Order], siti_web: Client) -> None:
    packed, new = two
    assert numbers(siti_web) == [new.number, packed.number]
    assert numbers(siti_web, "?urut=created") == [packed.number, new.number]


def test_tabs_count_and_narrow(two: tuple[Order, Order], siti_web: Client) -> None:
    packed, new = two
    page = siti_web.get(LIST).context["list"]
    assert {str(tab.label): tab.count for tab in page.tabs} == {
        "Semua": 2, "Dibuat": 1, "Menunggu resi": 0, "Siap dijemput": 1, "Dikirim": 0, "Kendala": 0,
        "Diterima": 0, "Retur": 0, "Batal": 0,
    }  # fmt: skip
    assert numbers(siti_web, "?tab=created") == [new.number]
    assert numbers(siti_web, "?tab=packing") == [packed.number]
    assert numbers(siti_web, "?tab=delivered") == []


def test_problems_are_a_part_of_the_shipped(market: Market, siti_web: Client) -> None:
    order = move_parcel(market, market.packed(), "problem")
    assert numbers(siti_web, "?tab=problem") == numbers(siti_web, "?tab=shipped") == [order.number]
    assert "Kendala" in siti_web.get(LIST).content.decode()


def test_lost_parcels_stand_with_the_cancelled(market: Market, siti_web: Client) -> None:
    order = move_parcel(market, market.packed(), "lost")
    assert numbers(siti_web, "?tab=cancelled") == [order.number]


def test_search(two: tuple[Order, Order], siti_web: Client) -> None:
    packed, _new = two
    awb = (packed.shipment.awb if packed.shipment else None) or ""
    for words in ("Ayu", "lestari ayu", "0898 7654 3210", "3210", packed.number, awb, awb[-5:]):
        assert numbers(siti_web, f"?q={words}") == [packed.number], words
    assert numbers(siti_web, "?q=Tidak Ada") == []


def test_filters(two: tuple[Order, Order], market: Market, siti_web: Client) -> None:
    packed, new = two
    tomorrow = clock.today() + timedelta(days=1)
    assert numbers(siti_web, "?bayar=cod") == [packed.number]
    assert numbers(siti_web, "?bayar=bank_transfer") == [new.number]
    assert numbers(siti_web, f"?dari={tomorrow}") == []
    assert len(numbers(siti_web, f"?sampai={tomorrow}&dari={clock.today()}")) == 2
    assert len(numbers(siti_web, f"?gudang={market.warehouse.pk}&produk={market.product.pk}")) == 2
    assert numbers(siti_web, f"?gudang={market.warehouse.pk + 1}") == []
    assert numbers(siti_web, f"?produk={market.product.pk + 1}") == []


def test_filters_in_force_are_named(two: tuple[Order, Order], market: Market, siti_web: Client) -> None:
    page = siti_web.get(f"{LIST}?gudang={market.warehouse.pk}&bayar=cod").context["list"]
    assert [chip.label for chip in page.chips] == ["Pembayaran: COD", "Alamat pickup: Gudang Jakarta"]


ODD = (
    "?tab=zzz", "?q=%00", "?q=%F0%9F%98%80", "?dari=kemarin", "?gudang=x", "?produk=99999999999999999999",
    "?hal=99999", "?hal=-1", "?per=7", "?urut=zzz", "?bayar=emas", "?q='%22%3C",
)  # fmt: skip


def test_odd_addresses_do_no_harm(two: tuple[Order, Order], siti_web: Client) -> None:
    for query in ODD:
        assert siti_web.get(f"{LIST}{query}").status_code == 200, query


def test_htmx_gets_the_rows_and_the_tabs(two: tuple[Order, Order], siti_web: Client) -> None:
    answer = siti_web.get(f"{LIST}?tab=packing", headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert two[0].number in text
    assert 'hx-swap-oob="true"' in text
    assert "HX-Request" in answer.headers["Vary"]


def test_nobody_else_sees_them(two: tuple[Order, Order], rina_web: Client) -> None:
    assert numbers(rina_web) == []
    assert "Belum ada pesanan di sini" in rina_web.get(LIST).content.decode()


def test_the_right_to_look(market: Market, staff_with: StaffWith) -> None:
    assert staff_with(Right.ORDER_CREATE).get(LIST).status_code == 403


def test_buttons_follow_the_rights(two: tuple[Order, Order], staff_with: StaffWith) -> None:
    text = staff_with(Right.ORDER_VIEW).get(LIST).content.decode()
    for absent in ("/pesanan/baru/", "/pickup/baru/", 'value="label"', 'value="batal"'):
        assert absent not in text


def test_sign_in_first(client: Client, db: None) -> None:
    assert client.get(LIST).headers["Location"] == "/masuk/?next=/pesanan/".replace(
        "/pesanan/", "%2Fpesanan%2F"
    )


def test_it_only_reads(siti_web: Client, siti_warehouse: Warehouse) -> None:
    assert siti_web.post(LIST).status_code == 405


def test_queries(market: Market, siti_web: Client, query_budget: QueryBudget) -> None:
    for _ in range(3):
        market.order(quantity=1)
    siti_web.get(LIST)
    with query_budget("orders.web.list"):
        siti_web.get(LIST)
    with query_budget("orders.web.list.rows"):
        siti_web.get(LIST, headers={"HX-Request": "true"})


def test_a_refused_booking_is_told(market: Market, siti_page: Callable[[str], str]) -> None:
    order = market.packed()
    Shipment.objects.filter(reference=order.number).update(awb=None, booking_state="rejected", booked_at=None)
    Order.objects.filter(pk=order.pk).update(status="created", booking_note="Nama terlalu panjang")
    assert "Ditolak kurir" in siti_page(LIST)
