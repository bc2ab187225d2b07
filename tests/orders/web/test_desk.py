"""The order desk as a browser without scripts uses it; with them the same steps are taken unseen."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import PartnerSettings, Warehouse
from accounts.states import Right
from orders.models import CartLine, Order
from products.models import Product, Variant
from products.services import delete_product
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from tests.factories.accounts import make_warehouse
from tests.factories.finance import fund
from tests.factories.orders import Market
from tests.factories.products import colour_and_size_draft, make_product, variant_named
from tests.factories.sandbox import break_next
from tests.factories.shipping import place
from tests.orders.web.conftest import StaffWith
from tests.query_counts import QueryBudget

DESK = "/pesanan/baru/"
CHAT = """Nama: Ratna Wulandari
No HP: 0812-3456-7890
Alamat: Jl. Melati No. 5, Kel. Cihapit, Kec. Bandung Wetan, Kota Bandung 40114"""
Values = dict[str, Any]

NEEDED: list[tuple[Values, str]] = [
    ({"destination_id": ""}, "Isi tujuannya"),
    ({"barang": [], "jumlah": []}, "Pilih produknya"),
    ({"warehouse_id": ""}, "Pilih alamat pengirimannya"),
    ({"destination_id": "", "barang": [], "jumlah": []}, "Isi tujuan dan produk"),
]
NOT_COMPARED: list[tuple[Values, str]] = [
    ({"jumlah": ["0"]}, "Jumlah barang harus 1 sampai 150."),
    ({"destination_id": "999999"}, "Kelurahan/kecamatan tujuan tidak ditemukan."),
    ({"warehouse_id": "999999"}, "Alamat pickup tidak ditemukan."),
    ({"discount_rp": "110.000"}, "Total yang dibayar pembeli tidak boleh lebih kecil dari ongkir."),
    ({"barang": ["999999"]}, "Ada produk yang tidak dijual lagi. Pilih ulang produknya."),
]
WRONG_FIELDS: list[tuple[Values, str]] = [
    ({"customer_name": ""}, "customer_name"),
    ({"customer_name": "AB"}, "customer_name"),
    ({"customer_name": "😀😀😀"}, "customer_name"),
    ({"customer_phone": "12"}, "customer_phone"),
    ({"detail_address": "Jl."}, "detail_address"),
    ({"detail_address": "x" * 186}, "detail_address"),
    ({"destination_id": ""}, "destination_id"),
    ({"destination_id": "999999"}, "destination_id"),
    ({"warehouse_id": ""}, "warehouse_id"),
    ({"warehouse_id": "999999"}, "warehouse_id"),
    ({"payment_method": "emas"}, "payment_method"),
    ({"discount_rp": "-5"}, "discount_rp"),
    ({"discount_rp": "banyak"}, "discount_rp"),
    ({"note": "x" * 201}, "note"),
]
REFUSALS: list[tuple[Values, str]] = [
    ({"barang": [], "jumlah": []}, "Pilih produknya dulu."),
    ({"kurir": ""}, "Pilih ekspedisinya dulu."),
    ({"kurir": "JNE"}, "Pilih ekspedisinya dulu."),
    ({"kurir": "SAP|UDRREG|112000"}, "SAP"),
    ({"jumlah": ["151"]}, "Jumlah barang harus 1 sampai 150."),
    ({"barang": ["999999"]}, "Ada produk yang tidak dijual lagi."),
    ({"kurir": "JNE|REG19|111000"}, "Total pesanan sekarang Rp 112.000."),
    ({"payment_method": "bank_transfer"}, "Saldo kamu tidak cukup."),
]


@pytest.fixture
def typed(market: Market) -> Values:
    """A form that is filled in: two pieces for 100000 to Bandung by COD with JNE REG19."""
    return {
        "request_key": "form-1",
        "customer_name": "Ayu Lestari",
        "customer_phone": "0898 7654 3210",
        "detail_address": "Jl. Anggrek No. 12, RT 01 RW 02",
        "destination_id": str(place("Cihapit").pk),
        "warehouse_id": str(market.warehouse.pk),
        "payment_method": "cod",
        "barang": [str(market.variant.pk)],
        "jumlah": ["2"],
        "kurir": "JNE|REG19|112000",
    }


def step(client: Client, values: Values, name: str) -> Any:
    answer = client.post(DESK, {**values, "langkah": name})
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.context


def refused(client: Client, values: Values) -> str:
    """The page of a form that was not accepted; nothing was stored."""
    answer = client.post(DESK, values)
    assert answer.status_code == 422, answer.content.decode()[:500]
    assert not Order.objects.exists()
    return answer.content.decode()


class TestOpening:
    def test_an_empty_form_with_the_cursor_in_the_paste_box(self, market: Market, siti_web: Client) -> None:
        answer = siti_web.get(DESK)
        text = answer.content.decode()
        assert re.search(r"<textarea[^>]*name=\"chat\"[^>]*autofocus", text)
        assert answer.context["form"].initial["warehouse_id"] == str(market.warehouse.pk)
        assert answer.context["panel"].hint == "Isi tujuan dan produk untuk melihat ongkir."
        assert "no-store" in answer.headers["Cache-Control"]

    def test_every_form_has_a_key_of_its_own(self, market: Market, siti_web: Client) -> None:
        keys = {siti_web.get(DESK).context["form"].initial["request_key"] for _ in range(2)}
        assert len(keys) == 2

    def test_opening_writes_nothing(self, market: Market, siti_web: Client) -> None:
        market.fill_cart(3)
        siti_web.get(DESK)
        assert CartLine.objects.get().quantity == 3

    def test_place_and_payment_stay_from_order_to_order(self, market: Market, siti_web: Client) -> None:
        other = make_warehouse(market.partner, "Gudang Dua")
        form = siti_web.get(f"{DESK}?warehouse_id={other.pk}&payment_method=bank_transfer").context["form"]
        assert (form["warehouse_id"].value(), form["payment_method"].value()) == (
            str(other.pk),
            "bank_transfer",
        )

    def test_a_seller_without_an_address(self, siti_web: Client) -> None:
        assert siti_web.get(DESK).status_code == 200

    def test_the_right_to_order(self, market: Market, staff_with: StaffWith, typed: Values) -> None:
        client = staff_with(Right.ORDER_VIEW)
        assert client.get(DESK).status_code == 403
        assert client.post(DESK, typed).status_code == 403
        assert not Order.objects.exists()


class TestSteps:
    def test_reading_a_chat(self, market: Market, siti_web: Client) -> None:
        context = step(siti_web, {"chat": CHAT, "warehouse_id": market.warehouse.pk}, "chat")
        values = context["form"].initial
        assert (values["customer_name"], values["customer_phone"]) == ("Ratna Wulandari", "6281234567890")
        assert values["destination_id"] == str(place("Cihapit").pk)
        assert context["form"]["customer_name"].help_text == "Dari chat"

    def test_a_doubtful_place_is_offered_not_chosen(self, market: Market, siti_web: Client) -> None:
        context = step(siti_web, {"chat": "Ratna\n081234567890\nJl. Mawar no 5 Bandung"}, "chat")
        assert not context["form"].initial.get("destination_id")
        assert len(context["places"]) > 1
        assert context["form"]["destination_id"].help_text == "Dari chat, periksa lagi"

    def test_what_the_chat_does_not_say_stays(self, market: Market, siti_web: Client) -> None:
        values = {"chat": "HP 081234567890", "customer_name": "Sari", "detail_address": "Jl. Kenanga 3"}
        initial = step(siti_web, values, "chat")["form"].initial
        assert (initial["customer_name"], initial["detail_address"]) == ("Sari", "Jl. Kenanga 3")

    def test_finding_a_place(self, market: Market, siti_web: Client) -> None:
        answer = siti_web.post(DESK, {"langkah": "tujuan", "cari_tujuan": "cihapit"})
        assert f'<option value="{place("Cihapit").pk}"' in answer.content.decode()

    def test_finding_and_adding_a_product(self, market: Market, siti_web: Client, typed: Values) -> None:
        values = {**typed, "barang": [], "jumlah": [], "cari_produk": "jilbab"}
        answer = siti_web.post(DESK, {**values, "langkah": "produk"})
        assert f'value="tambah:{market.variant.pk}"' in answer.content.decode()
        (item,) = step(siti_web, values, f"tambah:{market.variant.pk}")["items"]
        assert (item.variant.product_name, item.quantity, item.available) == ("Jilbab Segi Empat", 1, 10)

    def test_adding_again_makes_two(self, market: Market, siti_web: Client, typed: Values) -> None:
        (item,) = step(siti_web, typed, f"tambah:{market.variant.pk}")["items"]
        assert item.quantity == 3

    def test_removing(self, market: Market, siti_web: Client, typed: Values) -> None:
        assert step(siti_web, typed, f"hapus:{market.variant.pk}")["items"] == []

    @pytest.mark.parametrize(
        "name", ["tambah:x", "tambah:0", "tambah:", "hapus:x", "tujuan", "produk", "chat"]
    )
    def test_odd_steps_do_no_harm(self, market: Market, siti_web: Client, name: str) -> None:
        step(siti_web, {"chat": "\x00😀", "cari_tujuan": "\x00a", "cari_produk": "a\x00"}, name)
        assert not Order.objects.exists()

    def test_variants_are_found_by_all_words(self, market: Market, siti_web: Client, typed: Values) -> None:
        make_product(market.partner, colour_and_size_draft())
        hits = step(siti_web, {**typed, "cari_produk": "gamis merah m"}, "produk")["hits"]
        assert [hit.text for hit in hits] == ["Gamis Polos, Merah, M", "Gamis Polos, Merah, S"]


class TestComparing:
    def test_couriers_side_by_side(self, market: Market, siti_web: Client, typed: Values) -> None:
        panel = step(siti_web, {**typed, "kurir": ""}, "hitung")["panel"]
        offer = next(offer for offer in panel.offers if offer.value.startswith("JNE|REG19|"))
        assert (offer.price_rp, offer.cashback_rp, offer.total_rp, offer.net_rp) == (
            12_000,
            3_000,
            112_000,
            99_864,
        )
        assert offer.is_chosen
        assert offer.praise == "Termurah"
        assert offer.eta
        assert panel.missing
        assert all(row.reason for row in panel.missing)

    def test_the_choice_survives(self, market: Market, siti_web: Client, typed: Values) -> None:
        panel = step(siti_web, {**typed, "kurir": "JNE|YES19|1"}, "hitung")["panel"]
        assert [offer.value.split("|")[1] for offer in panel.offers if offer.is_chosen] == ["YES19"]

    def test_what_is_still_needed(self, market: Market, siti_web: Client, typed: Values) -> None:
        for changes, hint in NEEDED:
            assert step(siti_web, {**typed, **changes}, "hitung")["panel"].hint.startswith(hint), changes

    def test_refusals_in_words(self, market: Market, siti_web: Client, typed: Values) -> None:
        for changes, words in NOT_COMPARED:
            assert step(siti_web, {**typed, **changes}, "hitung")["panel"].refusal == words, changes

    def test_when_no_courier_answers(self, market: Market, siti_web: Client, typed: Values) -> None:
        break_next(market.sandbox, FaultKind.ERROR_500, endpoint=Endpoint.TARIFF, count=20)
        panel = step(siti_web, typed, "hitung")["panel"]
        assert panel.refusal == "Belum ada ekspedisi yang bisa mengirim ke tujuan ini."
        assert panel.missing

    def test_nothing_is_stored(self, market: Market, siti_web: Client, typed: Values) -> None:
        step(siti_web, typed, "hitung")
        assert not Order.objects.exists()
        assert market.stock.reserved == 0

    def test_queries(
        self, market: Market, siti_web: Client, typed: Values, query_budget: QueryBudget
    ) -> None:
        step(siti_web, typed, "hitung")
        with query_budget("orders.web.desk.compare"):
            siti_web.post(DESK, {**typed, "langkah": "hitung"}, headers={"HX-Request": "true"})


class TestSaving:
    def test_an_order_and_an_empty_form(self, market: Market, siti_web: Client, typed: Values) -> None:
        answer = siti_web.post(DESK, typed, follow=True)
        order = Order.objects.get()
        path, query = answer.redirect_chain[-1][0].split("?")
        assert path == DESK
        assert query == f"warehouse_id={market.warehouse.pk}&payment_method=cod"
        assert (
            f'Pesanan <a href="/pesanan/{order.number}/">{order.number}</a> untuk Ayu Lestari tersimpan.'
            in (answer.content.decode())
        )
        assert (order.total_rp, order.net_rp, order.recipient_phone) == (112_000, 99_864, "6289876543210")
        assert market.stock.reserved == 2
        assert not CartLine.objects.exists()

    def test_for_htmx_the_browser_is_sent_on(self, market: Market, siti_web: Client, typed: Values) -> None:
        answer = siti_web.post(DESK, typed, headers={"HX-Request": "true"})
        assert answer.headers["HX-Redirect"].startswith(DESK)

    def test_sent_twice_is_one_order(self, market: Market, siti_web: Client, typed: Values) -> None:
        siti_web.post(DESK, typed)
        answer = siti_web.post(DESK, typed, follow=True)
        assert "Formulir ini sudah pernah disimpan sebagai" in answer.content.decode()
        assert Order.objects.count() == 1
        assert market.stock.reserved == 2
        assert not CartLine.objects.exists()

    def test_discount_other_cost_and_note(self, market: Market, siti_web: Client, typed: Values) -> None:
        extra = {"discount_rp": "10.000", "additional_rp": "Rp 2.000", "note": "Rapuh"}
        siti_web.post(DESK, {**typed, **extra, "kurir": "JNE|REG19|104000"})
        order = Order.objects.get()
        assert (order.total_rp, order.discount_rp, order.additional_rp, order.note) == (
            104_000,
            10_000,
            2_000,
            "Rapuh",
        )

    def test_a_transfer_order(self, market: Market, siti_web: Client, typed: Values) -> None:
        fund(market.partner, 20_000)
        siti_web.post(DESK, {**typed, "payment_method": "bank_transfer"})
        assert Order.objects.get().payment_method == "bank_transfer"

    def test_the_amount_to_collect_is_for_those_who_may_set_it(
        self, market: Market, siti_web: Client, typed: Values
    ) -> None:
        values = {**typed, "wanted_total_rp": "150.000"}
        assert "wanted_total_rp" not in siti_web.get(DESK).context["form"].fields
        siti_web.post(DESK, values)
        assert Order.objects.get().total_rp == 112_000
        PartnerSettings.objects.filter(partner=market.partner).update(allows_total_edit=True)
        panel = step(siti_web, values, "hitung")["panel"]
        assert panel.offers[0].total_rp == 150_000
        siti_web.post(DESK, {**values, "request_key": "form-2", "kurir": "JNE|REG19|150000"})
        assert sorted(Order.objects.values_list("total_rp", flat=True)) == [112_000, 150_000]

    def test_a_sender_of_ones_own(self, market: Market, siti_web: Client, typed: Values) -> None:
        PartnerSettings.objects.filter(partner=market.partner).update(sender_identities=True)
        assert "sender_id" in siti_web.get(DESK).context["form"].fields
        siti_web.post(DESK, {**typed, "sender_id": "999999"})
        assert Order.objects.get().sender is None


class TestRefusing:
    def test_the_field_is_marked(self, market: Market, siti_web: Client, typed: Values) -> None:
        for changes, field in WRONG_FIELDS:
            answer = siti_web.post(DESK, {**typed, **changes})
            assert answer.status_code == 422, changes
            assert field in answer.context["form"].errors, changes
            assert answer.context["items"]
        assert not Order.objects.exists()

    def test_the_reason_is_told(self, market: Market, siti_web: Client, typed: Values) -> None:
        for changes, words in REFUSALS:
            assert words in refused(siti_web, {**typed, **changes}), changes

    def test_more_than_there_is(self, market: Market, siti_web: Client, typed: Values) -> None:
        values = {**typed, "jumlah": ["11"]}
        (offer, *_others) = step(siti_web, values, "hitung")["panel"].offers
        assert "Stok tidak cukup: " in refused(siti_web, {**values, "kurir": offer.value})

    def test_what_was_typed_is_kept(self, market: Market, siti_web: Client, typed: Values) -> None:
        text = refused(siti_web, {**typed, "customer_phone": "12"})
        for words in (
            "Ayu Lestari",
            "Jl. Anggrek No. 12",
            "Cihapit, Bandung Wetan",
            "form-1",
            "JNE|REG19|112000",
        ):
            assert words in text

    def test_htmx_gets_the_form_alone(self, market: Market, siti_web: Client, typed: Values) -> None:
        answer = siti_web.post(DESK, {**typed, "customer_name": ""}, headers={"HX-Request": "true"})
        assert answer.status_code == 422
        assert answer.content.decode().lstrip().startswith('<form class="desk"')

    def test_addresses_and_products_of_others(
        self, market: Market, siti_web: Client, typed: Values, rina_warehouse: Warehouse
    ) -> None:
        foreign = make_product(rina_warehouse.partner)
        variant = Variant.objects.get(product=foreign)
        assert (
            "warehouse_id"
            in siti_web.post(DESK, {**typed, "warehouse_id": rina_warehouse.pk}).context["form"].errors
        )
        refused(siti_web, {**typed, "barang": [str(variant.pk)]})

    def test_a_product_deleted_meanwhile(self, market: Market, siti_web: Client, typed: Values) -> None:
        delete_product(market.partner.pk, product_id=market.product.pk, actor=market.actor)
        assert not Product.objects.filter(deleted_at=None).exists()
        assert "Ada produk yang tidak dijual lagi." in refused(siti_web, typed)


def test_an_order_of_two_products(market: Market, siti_web: Client, typed: Values) -> None:
    gamis = make_product(market.partner, colour_and_size_draft())
    red = variant_named(gamis, "Merah, M")
    values = {**typed, "barang": [str(market.variant.pk), str(red.pk)], "jumlah": ["1", "2"]}
    panel = step(siti_web, values, "hitung")["panel"]
    siti_web.post(DESK, {**values, "kurir": panel.offers[0].value})
    order = Order.objects.get()
    assert sorted(order.lines.values_list("variant_name", "quantity")) == [("", 1), ("Merah, M", 2)]
    assert order.goods_rp == 180_000


SEARCHES: list[tuple[str, Callable[[Any], bool]]] = [
    ("/pesanan/baru/tujuan/?q=cihapit", lambda rows: rows[0]["text"].startswith("Cihapit, Bandung Wetan")),
    ("/pesanan/baru/tujuan/?q=c", lambda rows: rows == []),
    ("/pesanan/baru/tujuan/?q=%00ci", lambda rows: isinstance(rows, list)),
    ("/pesanan/baru/produk/?q=jilbab", lambda rows: rows[0]["note"] == "Rp 50.000 · stok 10"),
    ("/pesanan/baru/produk/?q=jilbab&gudang=x", lambda rows: len(rows) == 1),
    ("/pesanan/baru/produk/?q=", lambda rows: rows == []),
    ("/pesanan/baru/produk/?q=%00", lambda rows: isinstance(rows, list)),
]


def test_searching_while_typing(market: Market, siti_web: Client) -> None:
    for path, fits in SEARCHES:
        answer = siti_web.get(path)
        assert answer.status_code == 200, path
        assert fits(answer.json()), (path, answer.json())


def test_pieces_are_counted_in_the_chosen_place(market: Market, siti_web: Client) -> None:
    other = make_warehouse(market.partner, "Gudang Dua")
    (row,) = siti_web.get(f"/pesanan/baru/produk/?q=jilbab&gudang={other.pk}").json()
    assert row["note"] == "Rp 50.000 · stok habis"


def test_searching_needs_the_right(staff_with: StaffWith) -> None:
    client = staff_with(Right.ORDER_VIEW)
    for path, _fits in SEARCHES:
        assert client.get(path).status_code == 403, path


def test_nobody_finds_the_products_of_others(market: Market, rina_web: Client) -> None:
    assert rina_web.get("/pesanan/baru/produk/?q=jilbab").json() == []
