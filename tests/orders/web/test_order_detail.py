"""One order: the parcel, the money and who did what."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.states import Right
from komship.core.drain import drain
from komship.lib import clock
from orders.models import Order
from orders.services.cancel_order import cancel_order
from orders.services.check_in_return import ReturnArrival, check_in_return
from shipping.models import Shipment
from shipping.services._breaker import pause_carrier
from tests.factories.finance import fund
from tests.factories.orders import Market, move_parcel
from tests.orders.web.conftest import StaffWith
from tests.query_counts import QueryBudget

Page = Callable[[str], str]


def url(order: Order) -> str:
    return f"/pesanan/{order.number}/"


def test_a_new_order(market: Market, siti_page: Page) -> None:
    order = market.order(note="Jangan dibanting")
    text = siti_page(url(order))
    for words in (
        "Ayu Lestari",
        "0898-7654-3210",
        "Jl. Anggrek No. 12",
        "Jilbab Segi Empat",
        "Jangan dibanting",
    ):
        assert words in text
    for action in (f"{url(order)}hapus/", f"/pickup/baru/?ids={order.pk}"):
        assert action in text
    for absent in (f"{url(order)}batal/", f"{url(order)}lacak/", "/pesanan/label/"):
        assert absent not in text
    assert f"<title>{order.number}" in text


def test_the_money_is_explained_line_by_line(market: Market, siti_web: Client) -> None:
    """100000 + 12000: fee 2.8 % with its VAT, cashback 25 %."""
    order = market.order()
    context = siti_web.get(url(order)).context
    assert context["buyer_pays"] == [
        ("Harga barang", "Rp 100.000"),
        ("Ongkir", "Rp 12.000"),
        ("Ditagih ke pembeli (COD)", "Rp 112.000"),
    ]
    names = [name.replace("\xa0", " ") for name, _amount in context["seller_gets"]]
    assert names == [
        "Dari pembeli",
        "Biaya COD 2,8 %, termasuk PPN Rp 311",
        "Ongkir ke kurir",
        "Cashback ongkir 25 %",
        "Pendapatan bersih",
    ]
    assert context["seller_gets"][-1][1] == "Rp 99.864"


def test_discount_other_cost_and_a_set_total_have_lines(market: Market, siti_web: Client) -> None:
    order = market.order()
    Order.objects.filter(pk=order.pk).update(
        discount_rp=5_000, additional_rp=2_000, computed_total_rp=order.total_rp - 3_000
    )
    names = [name for name, _amount in siti_web.get(url(order)).context["buyer_pays"]]
    assert names == [
        "Harga barang",
        "Ongkir",
        "Potongan",
        "Biaya lain",
        "Diubah manual",
        "Ditagih ke pembeli (COD)",
    ]


def test_while_the_airway_bill_is_awaited(market: Market, siti_web: Client) -> None:
    order = market.ask_pickup(market.order())
    page = siti_web.get(url(order)).content.decode()
    assert "Menunggu resi dari JNE" in page
    assert "every 2500ms" in page
    partial = siti_web.get(url(order), headers={"HX-Request": "true"})
    assert "Menunggu resi dari JNE" in partial.content.decode()
    assert "HX-Refresh" not in partial.headers
    drain()
    assert siti_web.get(url(order), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"booking_state": "unknown"}, "Jawaban kurir belum pasti, kami cek otomatis"),
        ({"booking_state": "pending", "maybe_booked": True}, "Jawaban kurir belum pasti"),
        ({"booking_state": "pending", "booking_attempts": 2}, "Kurir belum bisa dihubungi"),
    ],
)
def test_doubts_about_a_booking_are_told(
    market: Market, siti_page: Page, columns: dict[str, object], words: str
) -> None:
    order = market.ask_pickup(market.order())
    Shipment.objects.filter(reference=order.number).update(resolve_after_at=clock.now(), **columns)
    assert words in siti_page(url(order))


def test_a_courier_that_is_left_alone_is_told_before_the_first_attempt(
    market: Market, siti_page: Page
) -> None:
    order = market.ask_pickup(market.order())
    pause_carrier("jne", seconds=300, reason="no answer")
    drain()
    assert "Kurir belum bisa dihubungi" in siti_page(url(order))
    assert "Resi terbit" not in siti_page(url(order))


def test_a_refused_booking_is_told_with_its_reason(market: Market, siti_page: Page) -> None:
    order = market.order()
    Order.objects.filter(pk=order.pk).update(booking_note="Nama penerima tidak boleh kosong.")
    text = siti_page(url(order))
    assert "Kurir menolak pesanan ini" in text
    assert "Nama penerima tidak boleh kosong. Ubah pesanannya" in text


def test_a_packed_order(market: Market, siti_page: Page) -> None:
    order = market.packed()
    text = siti_page(url(order))
    assert order.shipment is not None
    for words in (order.shipment.awb or "", f"{url(order)}batal/", f"{url(order)}lacak/", "Resi terbit"):
        assert words in text
    assert f"/pesanan/label/?ids={order.pk}" in text
    assert f"{url(order)}hapus/" not in text
    assert f"/pickup/{order.shipment.pickup_id}/" in text


def test_a_delivered_order_links_its_money_to_the_ledger(market: Market, siti_web: Client) -> None:
    order = move_parcel(market, market.packed(), "delivered")
    answer = siti_web.get(url(order))
    entry = answer.context["entries"][0]
    assert entry.sum_rp == order.net_rp
    text = answer.content.decode()
    assert f'href="/keuangan/transaksi/{entry.entry_id}/"' in text
    assert "Diterima pembeli" in text
    assert "Hasil sampai sekarang" in text
    assert len(answer.context["parcel"]) > 2


def test_money_set_aside_is_no_loss(market: Market, siti_web: Client) -> None:
    fund(market.partner, 20_000)
    order = market.transfer_order()
    answer = siti_web.get(url(order))
    (entry,) = answer.context["entries"]
    assert entry.is_set_aside
    assert answer.context["money"].effect_rp == 0
    assert "Ongkir disisihkan" in answer.content.decode()


def test_problem_and_loss_are_told(market: Market, siti_page: Page) -> None:
    order = move_parcel(market, market.packed(), "problem")
    assert "Ada kendala pengiriman" in siti_page(url(order))
    move_parcel(market, order, "lost")
    text = siti_page(url(order))
    assert "Paket hilang" in text
    assert "Yang benar-benar terjadi ada di bagian Uang" in text


def test_a_return_from_the_road_to_the_shelf(market: Market, siti_page: Page) -> None:
    order = move_parcel(market, market.packed(), "returning")
    assert "Retur dalam perjalanan" in siti_page(url(order))
    order = move_parcel(market, order, "returned")
    text = siti_page(url(order))
    assert "Barang kembali dalam kondisi baik" in text
    assert f"{url(order)}kembali/" in text
    check_in_return(ReturnArrival(partner_id=order.partner_id, order_id=order.pk), actor=market.actor)
    text = siti_page(url(order))
    assert "Barangnya sudah kembali ke stok" in text
    assert f"{url(order)}kembali/" not in text


def test_cancelled_orders_offer_nothing(market: Market, siti_page: Page) -> None:
    order = market.packed()
    cancel_order(market.partner.pk, order.pk, actor=market.actor)
    text = siti_page(url(order))
    for absent in ("/hapus/", "/batal/", "/lacak/", "/pesanan/label/"):
        assert f"{url(order)[:-1]}{absent}" not in text


def test_staff_without_the_right_see_no_ledger(market: Market, budi_web: Client) -> None:
    order = move_parcel(market, market.packed(), "delivered")
    answer = budi_web.get(url(order))
    assert answer.context["money"] is None
    assert "/keuangan/transaksi/" not in answer.content.decode()


def test_staff_who_may_only_look(market: Market, staff_with: StaffWith) -> None:
    order = market.order()
    text = staff_with(Right.ORDER_VIEW).get(url(order)).content.decode()
    assert f"{url(order)}hapus/" not in text
    assert "/pickup/baru/?ids=" not in text


def test_orders_of_others_and_deleted_ones_are_not_there(
    market: Market, rina_web: Client, siti_web: Client
) -> None:
    order = market.order()
    assert rina_web.get(url(order)).status_code == 404
    assert siti_web.get("/pesanan/KOM0/").status_code == 404
    Order.objects.filter(pk=order.pk).update(deleted_at=clock.now())
    assert siti_web.get(url(order)).status_code == 404


def test_the_right_to_look(market: Market, staff_with: StaffWith) -> None:
    assert staff_with(Right.ORDER_CREATE).get(url(market.order())).status_code == 403


def test_queries(market: Market, siti_web: Client, query_budget: QueryBudget) -> None:
    order = move_parcel(market, market.packed(), "delivered")
    siti_web.get(url(order))
    with query_budget("orders.web.detail"):
        siti_web.get(url(order))


def test_a_courier_that_makes_its_airway_bill_later(market: Market, siti_page: Page) -> None:
    market.sandbox.world.awb_delay_s = 600
    order = market.ask_pickup(market.cod_courier_order())
    drain()
    assert "SICEPAT sudah menerima pesanan, resi menyusul" in siti_page(url(order))


def test_delivered_and_not_paid_out(market: Market, siti_page: Page) -> None:
    order = move_parcel(market, market.packed_by_shipper(), "delivered")
    text = siti_page(url(order))
    assert "Uang COD menunggu dicairkan kurir" in text
    assert "masuk ke saldo setelah kurir mencairkan uang COD." in text
    assert f"{url(order)}lacak/" in text

    text = siti_page(url(move_parcel(market, order, "paid")))
    assert "menunggu dicairkan" not in text
    assert f"{url(order)}lacak/" not in text
