import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner, User, Warehouse
from accounts.states import Right
from products.models import Product
from products.services import StockLine, consume_stock, reserve_stock
from tests.factories.accounts import make_staff
from tests.factories.cast import WebFor
from tests.factories.products import make_product, only_variant, plain_draft, put_stock

URL = "/produk/"


def page(client: Client, **query: str | int) -> str:
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_rows_tell_price_and_pieces_per_warehouse(
    siti_web: Client, gamis: Product, jilbab: Product, bandung: Warehouse
) -> None:
    put_stock(only_variant(jilbab), bandung, 1_234)

    text = page(siti_web)

    assert "Gamis Polos" in text
    assert "4 varian" in text
    assert "Rp 60.000" in text
    assert "Rp 66.000" in text
    assert "Gudang Jakarta: 10" in text
    assert "Gudang Bandung: 1.234" in text
    assert "1.244" in text


def test_sold_pieces(siti_web: Client, jilbab: Product, jakarta: Warehouse) -> None:
    reserve_stock([StockLine(only_variant(jilbab).pk, jakarta.pk, 7)], reference="KOM1")
    consume_stock("KOM1")

    assert '<td class="text-end" data-label="Terjual">7</td>' in page(siti_web)


def test_an_empty_shop_is_told_what_to_do(siti_web: Client, siti_partner: Partner) -> None:
    text = page(siti_web)

    assert "Belum ada produk" in text
    assert 'href="/produk/baru/"' in text


@pytest.mark.parametrize(("words", "found"), [("gamis", "Gamis Polos"), ("jb-", "Jilbab Segi Empat")])
def test_search_by_name_and_sku(
    siti_web: Client, siti_partner: Partner, gamis: Product, words: str, found: str
) -> None:
    make_product(siti_partner, plain_draft(sku="JB-77"))
    names = {"Gamis Polos", "Jilbab Segi Empat"}

    text = page(siti_web, q=words)

    assert {name for name in names if name in text} == {found}


def test_search_without_a_match(siti_web: Client, jilbab: Product) -> None:
    assert "Tidak ada yang cocok" in page(siti_web, q="sepatu")


def test_tabs_count_and_filter(siti_web: Client, siti_partner: Partner, jilbab: Product) -> None:
    make_product(siti_partner, plain_draft("Belum Siap", is_published=False))

    text = page(siti_web, tab="draf")

    assert "Belum Siap" in text
    assert "Jilbab Segi Empat" not in text
    assert [text.count(f'tab-count">{count}<') for count in (2, 1)] == [1, 2]


def test_sorting_by_name(siti_web: Client, jilbab: Product, gamis: Product) -> None:
    for sort, first in (("name", "Gamis"), ("-name", "Jilbab")):
        text = page(siti_web, urut=sort)
        assert min(("Gamis", "Jilbab"), key=text.index) == first


def test_pages(siti_web: Client, siti_partner: Partner, jakarta: Warehouse) -> None:
    for number in range(27):
        make_product(siti_partner, plain_draft(f"Jilbab {number:02d}", stock=None))

    first, second = page(siti_web, urut="name"), page(siti_web, urut="name", hal=2)

    assert "Jilbab 24" in first
    assert "Jilbab 25" not in first
    assert "Jilbab 25" in second
    assert "dari 27" in second


def test_htmx_gets_the_rows_only(siti_web: Client, jilbab: Product) -> None:
    text = siti_web.get(URL, headers={"HX-Request": "true"}).content.decode()

    assert "Jilbab Segi Empat" in text
    assert "<html" not in text


@pytest.mark.parametrize("query", [{"hal": "-1"}, {"hal": "9" * 30}, {"urut": "rahasia"}, {"q": "😀" * 90}])
def test_odd_addresses_still_answer(siti_web: Client, jilbab: Product, query: dict[str, str]) -> None:
    page(siti_web, **query)


def test_names_are_shown_as_text(siti_web: Client, siti_partner: Partner, jakarta: Warehouse) -> None:
    make_product(siti_partner, plain_draft("<b>Baju</b>".replace("/", "|")))

    assert "<b>Baju" not in page(siti_web)


def test_a_stranger_sees_nothing(rina_web: Client, jilbab: Product) -> None:
    assert "Jilbab" not in page(rina_web)


def test_staff_see_it_but_cannot_add(budi_web: Client, jilbab: Product) -> None:
    text = page(budi_web)

    assert "Jilbab Segi Empat" in text
    assert "/produk/baru/" not in text
    assert f"/produk/{jilbab.pk}/" not in text


def test_without_the_right_or_signed_out(client: Client, web_for: WebFor, siti_partner: Partner) -> None:
    packer: User = make_staff("ayu", siti_partner, (Right.PICKUP_SUBMIT,))

    assert web_for(packer).get(URL).status_code == 403
    assert client.get(URL).headers["Location"] == "/masuk/?next=%2Fproduk%2F"


def test_the_number_of_products_costs_no_queries(
    siti_web: Client,
    siti_partner: Partner,
    gamis: Product,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    siti_web.get(URL)
    for number in range(5):
        make_product(siti_partner, plain_draft(f"Jilbab {number}"))

    # Session and user, membership, counts, products, variants, places.
    with django_assert_num_queries(6):
        siti_web.get(URL)
