import json
from html.parser import HTMLParser

import pytest
from django.test import Client

from accounts.models import Partner, Warehouse
from products.models import Product, Stock, Variant
from products.services import StockLine, reserve_stock
from tests.factories.products import branch, leaf, make_product, only_variant, plain_draft

NEW = "/produk/baru/"
PLAIN = {
    "name": "Kerudung Bergo",
    "sku": "KB-01",
    "weight_g": "250",
    "price_rp": "50.000",
    "stock": "12",
    "is_published": "on",
    "allows_cod": "on",
    "allows_bank_transfer": "on",
}
AXES = {
    **PLAIN,
    "price_rp": "",
    "stock": "",
    "axis_1": "Warna",
    "options_1": "Merah\r\n\r\n Biru \r\nmerah",
    "axis_2": "Ukuran",
    "options_2": "S\r\nM",
}


class _Inputs(HTMLParser):
    """What a browser would send back from the product form of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._area = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        name = known.get("name") or ""
        if tag == "textarea":
            self._area = name
            self.values[name] = ""
        elif tag == "input" and known.get("type") == "checkbox":
            if "checked" in known:
                self.values[name] = "on"
        elif tag == "input" and name:
            self.values[name] = known.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def shown(client: Client, url: str, data: dict[str, str] | None = None) -> dict[str, str]:
    answer = client.get(url) if data is None else client.post(url, data)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return _Inputs(answer.content.decode()).values


def saved(client: Client, url: str, data: dict[str, str]) -> None:
    answer = client.post(url, data)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/produk/"), answer.content.decode()


def edit_url(product: Product) -> str:
    return f"/produk/{product.pk}/"


def test_a_new_plain_product(siti_web: Client, jakarta: Warehouse) -> None:
    assert shown(siti_web, NEW)["is_published"] == "on"

    saved(siti_web, NEW, PLAIN)

    product = Product.objects.get()
    assert (product.name, product.sku, product.weight_g) == ("Kerudung Bergo", "KB-01", 250)
    assert only_variant(product).price_rp == 50_000
    assert Stock.objects.get().on_hand == 12


def test_variants_are_priced_in_a_second_step(siti_web: Client, jakarta: Warehouse) -> None:
    table = shown(siti_web, NEW, AXES)
    paths = [json.loads(table[f"kombinasi-{n}-path"]) for n in range(4)]
    assert paths == [["Merah", "S"], ["Merah", "M"], ["Biru", "S"], ["Biru", "M"]]
    assert not Product.objects.exists()
    prices = {f"kombinasi-{n}-price_rp": f"{n + 1}0.000" for n in range(3)}

    saved(siti_web, NEW, {**table, **prices, "kombinasi-0-stock": "7"})

    rows = Variant.objects.order_by("pk").values_list("name", "price_rp", "stocks__on_hand")
    assert list(rows) == [("Merah, S", 10_000, 7), ("Merah, M", 20_000, None), ("Biru, S", 30_000, None)]


def test_the_table_can_be_asked_for_before_the_rest_is_filled_in(
    siti_web: Client, jakarta: Warehouse
) -> None:
    wanted = {"axis_1": "Warna", "options_1": "Merah", "tabel": "1"}

    assert "kombinasi-0-price_rp" in shown(siti_web, NEW, wanted)


def test_a_new_option_keeps_what_was_typed_before(siti_web: Client, jakarta: Warehouse) -> None:
    table = shown(siti_web, NEW, {**AXES, "axis_2": "", "options_2": ""})
    table |= {"kombinasi-0-price_rp": "10.000", "options_1": "Hijau\nMERAH\nBiru"}

    again = shown(siti_web, NEW, table)

    assert [again[f"kombinasi-{n}-price_rp"] for n in range(3)] == ["", "10.000", ""]


def test_a_stored_product_gets_another_axis(siti_web: Client, gamis: Product) -> None:
    form = shown(siti_web, edit_url(gamis)) | {"axis_3": "Bahan", "options_3": "Katun", "tabel": "1"}

    again = shown(siti_web, edit_url(gamis), form)

    assert json.loads(again["kombinasi-3-path"]) == ["Biru", "M", "Katun"]
    assert again["kombinasi-3-price_rp"] == ""
    assert Variant.objects.count() == 4


def test_saving_an_unseen_table_shows_it_first(siti_web: Client, gamis: Product) -> None:
    form = shown(siti_web, edit_url(gamis)) | {"options_1": "Merah\nBiru\nHijau"}

    again = shown(siti_web, edit_url(gamis), form)

    assert [again[f"kombinasi-{n}-price_rp"] for n in (0, 4)] == ["60.000", ""]
    assert Variant.objects.count() == 4


def test_editing_changes_only_what_was_changed(siti_web: Client, gamis: Product, jakarta: Warehouse) -> None:
    before = list(Variant.objects.order_by("pk").values_list("pk", "option", "price_rp", "stocks__on_hand"))

    saved(siti_web, edit_url(gamis), shown(siti_web, edit_url(gamis)) | {"name": "Gamis Baru"})

    after = list(Variant.objects.order_by("pk").values_list("pk", "option", "price_rp", "stocks__on_hand"))
    assert after == before
    gamis.refresh_from_db()
    assert gamis.name == "Gamis Baru"


def test_pieces_ordered_while_the_form_was_open_stay_ordered(
    siti_web: Client, jilbab: Product, jakarta: Warehouse
) -> None:
    form = shown(siti_web, edit_url(jilbab))
    reserve_stock([StockLine(only_variant(jilbab).pk, jakarta.pk, 4)], reference="KOM1")

    saved(siti_web, edit_url(jilbab), form)

    assert Stock.objects.get().on_hand == 10


def test_trees_with_gaps_are_shown_with_blank_prices(
    siti_web: Client, siti_partner: Partner, jakarta: Warehouse
) -> None:
    options = (branch("Merah", leaf("S", 1_000, 2)), branch("Biru", leaf("M", 2_000, 3)))
    product = make_product(siti_partner, plain_draft(axes=("Warna", "Ukuran"), options=options))

    form = shown(siti_web, edit_url(product))

    assert [form[f"kombinasi-{n}-price_rp"] for n in range(4)] == ["1.000", "", "", "2.000"]
    saved(siti_web, edit_url(product), form)
    names = Variant.objects.filter(retired_at=None).values_list("name", flat=True)
    assert list(names) == ["Merah, S", "Biru, M"]


def test_variants_can_be_taken_away(siti_web: Client, gamis: Product) -> None:
    form = shown(siti_web, edit_url(gamis))
    form |= {"axis_1": "", "options_1": "", "axis_2": "", "options_2": "", "price_rp": "1000", "stock": "1"}

    saved(siti_web, edit_url(gamis), form)

    assert only_variant(gamis).price_rp == 1_000


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "abc"}, "4"),
        ({"name": "Baju; Celana"}, "Simbol"),
        ({"name": "Jilbab Segi Empat"}, "sudah dipakai"),
        ({"weight_g": "0"}, "1"),
        ({"weight_g": "NaN"}, "Masukkan"),
        ({"price_rp": ""}, "Harga wajib diisi"),
        ({"price_rp": "-1"}, "0"),
        ({"stock": "99999999999999999999"}, "9999999"),
        ({"axis_1": "Warna"}, "minimal satu pilihan"),
        ({"options_1": "Merah"}, "Beri nama"),
        ({"axis_1": "Warna", "options_1": "\n".join("abcdefghi")}, "Maksimal 8"),
        (
            {"axis_1": "Warna", "options_1": "x" * 31, "kombinasi-0-path": json.dumps(["x" * 31])},
            "minimal satu",
        ),
        (
            {
                "axis_1": "Warna",
                "options_1": "x" * 31,
                "kombinasi-0-path": json.dumps(["x" * 31]),
                "kombinasi-0-price_rp": "5",
            },
            "Maksimal 30",
        ),
        (
            {
                "axis_1": "Warna",
                "options_1": "x",
                "kombinasi-0-path": '["x"]',
                "kombinasi-0-price_rp": "-5",
            },
            "Periksa harga",
        ),
    ],
)
def test_refusals_are_shown_in_words(
    siti_web: Client, jilbab: Product, change: dict[str, str], told: str
) -> None:
    answer = siti_web.post(NEW, {**PLAIN, **change})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Product.objects.count() == 1


def test_rows_nobody_can_read_are_as_if_not_sent(siti_web: Client, jakarta: Warehouse) -> None:
    for text in ("[", "7", '[["x"]]', "[" * 5_000, ""):
        form = {**PLAIN, "axis_1": "Warna", "options_1": "x", "kombinasi-0-path": text}
        assert shown(siti_web, NEW, form)["kombinasi-0-path"] == '["x"]'

    assert not Product.objects.exists()


def test_delete(siti_web: Client, jilbab: Product) -> None:
    answer = siti_web.post(f"/produk/{jilbab.pk}/hapus/", follow=True)

    assert "Jilbab Segi Empat dihapus" in answer.content.decode()
    assert not Product.objects.live().exists()
    assert siti_web.get(f"/produk/{jilbab.pk}/hapus/").status_code == 405


def test_a_stranger_and_staff_change_nothing(rina_web: Client, budi_web: Client, jilbab: Product) -> None:
    for client, status in ((rina_web, 404), (budi_web, 403)):
        assert client.get(edit_url(jilbab)).status_code == status
        assert client.post(edit_url(jilbab), PLAIN).status_code == status
        assert client.post(f"/produk/{jilbab.pk}/hapus/").status_code == status
    assert budi_web.get(NEW).status_code == 403

    jilbab.refresh_from_db()
    assert (jilbab.name, jilbab.deleted_at) == ("Jilbab Segi Empat", None)
