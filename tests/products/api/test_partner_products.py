import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Partner, Warehouse
from products.models import Product, ProductImage
from products.services import StockLine, delete_product, reserve_stock
from tests.factories.products import make_product, only_variant, plain_draft, put_stock, variant_named

Query = dict[str, str | int]

PRIVATE: Query = {"warehouse_type": "Private Warehouse"}


def url(version: int, partner: Partner) -> str:
    return f"/api/v{version}/partner-product/{partner.pk}"


def test_a_plain_product(siti_api: APIClient, siti_partner: Partner, jilbab: Product) -> None:
    answer = siti_api.get(url(3, siti_partner), PRIVATE).json()

    assert answer == {
        "status": "success",
        "code": 200,
        "data": [
            {
                "product_id": jilbab.pk,
                "product_name": "Jilbab Segi Empat",
                "sku": "",
                "product_image": "",
                "weight": 250,
                "is_variant": "0",
                "variant": [],
                "product_variant": [],
                "price": 50_000,
                "stock": 10,
                "sold": 0,
            }
        ],
    }


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_product_with_variants(
    siti_api: APIClient, siti_partner: Partner, gamis: Product, version: int
) -> None:
    (row,) = siti_api.get(url(version, siti_partner), PRIVATE).json()["data"]

    assert (row["is_variant"], row["price"], row["stock"]) == ("1", 0, 0)
    colours, sizes = row["variant"]
    assert (colours["variant_name"], sizes["variant_name"]) == ("Warna", "Ukuran")
    red, blue = colours["variant_option"]
    assert red == {
        "option_id": red["option_id"],
        "option_name": "Merah",
        "option_parent": 0,
        "variant_id": colours["id"],
    }
    named = [(option["option_name"], option["option_parent"]) for option in sizes["variant_option"]]
    parents = [red["option_id"]] * 2 + [blue["option_id"]] * 2
    assert named == list(zip("SMSM", parents, strict=True))
    assert [leaf["parent"] for leaf in row["product_variant"]] == parents
    assert row["product_variant"][0] == {
        "option_id": variant_named(gamis, "Merah, S").option_id,
        "options_id": variant_named(gamis, "Merah, S").option_id,
        "name": "S",
        "price": 60_000,
        "stock": 5,
        "sold": 0,
        "parent": red["option_id"],
        "option_parent": red["option_id"],
    }


def test_reserved_pieces_cannot_be_ordered_again(
    siti_api: APIClient, siti_partner: Partner, jilbab: Product, jakarta: Warehouse
) -> None:
    reserve_stock([StockLine(only_variant(jilbab).pk, jakarta.pk, 4)], reference="KOM1")

    assert siti_api.get(url(1, siti_partner)).json()["data"][0]["stock"] == 6


def test_each_warehouse_shows_its_own_pieces(
    siti_api: APIClient, siti_partner: Partner, jilbab: Product, bandung: Warehouse
) -> None:
    put_stock(only_variant(jilbab), bandung, 3)

    def stock(**query: str | int) -> int:
        answer = siti_api.get(url(3, siti_partner), {**PRIVATE, **query})
        return int(answer.json()["data"][0]["stock"])

    assert stock(warehouse_id=bandung.pk) == 3
    assert stock() == stock(warehouse_id=0) == stock(warehouse_id="") == 13


def test_a_rented_warehouse_shows_only_what_is_stocked_there(
    siti_api: APIClient, siti_partner: Partner, jilbab: Product, gamis: Product, rented: Warehouse
) -> None:
    put_stock(variant_named(gamis, "Biru, S"), rented, 8)
    query: Query = {"warehouse_type": "Mitra Kompack", "warehouse_id": rented.pk}

    (row,) = siti_api.get(url(2, siti_partner), query).json()["data"]

    assert row["product_id"] == gamis.pk
    assert [leaf["stock"] for leaf in row["product_variant"]] == [0, 0, 8, 0]


def test_drafts_and_deleted_products_are_left_out(
    siti_api: APIClient, siti_partner: Partner, jilbab: Product
) -> None:
    make_product(siti_partner, plain_draft("Belum Siap", is_published=False))
    delete_product(siti_partner.pk, product_id=jilbab.pk)

    assert siti_api.get(url(1, siti_partner)).json()["data"] == []


def test_v3_gives_five_then_windows_then_matches(
    siti_api: APIClient, siti_partner: Partner, jakarta: Warehouse
) -> None:
    for number in range(1, 9):
        make_product(siti_partner, plain_draft(f"Jilbab {number}"))

    def names(**query: str | int) -> list[str]:
        answer = siti_api.get(url(3, siti_partner), {**PRIVATE, **query}).json()
        return [row["product_name"].removeprefix("Jilbab ") for row in answer["data"]]

    assert names() == names(search="", limit=5, offset=0) == ["8", "7", "6", "5", "4"]
    assert names(limit=5, offset=5) == ["3", "2", "1"]
    assert names(search="JILBAB") == ["8", "7", "6", "5", "4", "3", "2", "1"]
    assert names(search="lbab 3") == ["3"]


def test_images_come_with_scheme_and_host(
    siti_api: APIClient, siti_partner: Partner, jilbab: Product
) -> None:
    ProductImage.objects.create(product=jilbab, file="products/b.png", position=1)
    ProductImage.objects.create(product=jilbab, file="products/a.png", position=0)

    (row,) = siti_api.get(url(3, siti_partner)).json()["data"]

    assert row["product_image"] == "http://testserver/media/products/a.png"


@pytest.mark.parametrize(
    "query",
    [
        {"warehouse_type": "Gudang Siapa"},
        {"warehouse_type": "Mitra Kompack"},
        {"warehouse_type": "Mitra Kompack", "warehouse_id": 0},
        {"warehouse_type": "Private Warehouse", "warehouse_id": 999_999},
        {"warehouse_type": "Private Warehouse", "warehouse_id": 10**25},
        {"warehouse_type": "Private Warehouse", "warehouse_id": "gudang"},
        {"warehouse_type": "Private Warehouse", "offset": -1},
        {"warehouse_type": "Private Warehouse", "offset": 10**25},
        {"warehouse_type": "Private Warehouse", "limit": "NaN"},
        {"warehouse_type": "Private Warehouse", "search": "a\x00b"},
    ],
)
def test_bad_queries_are_refused_in_words(
    siti_api: APIClient, siti_partner: Partner, jilbab: Product, query: Query
) -> None:
    answer = siti_api.get(url(3, siti_partner), query)

    assert answer.status_code == 400
    assert answer.json()["message"]


def test_a_warehouse_of_another_kind_is_not_found(
    siti_api: APIClient, siti_partner: Partner, jilbab: Product, jakarta: Warehouse
) -> None:
    query: Query = {"warehouse_type": "Mitra Kompack", "warehouse_id": jakarta.pk}

    assert siti_api.get(url(2, siti_partner), query).status_code == 400


def test_v2_needs_the_kind_of_warehouse(siti_api: APIClient, siti_partner: Partner) -> None:
    assert siti_api.get(url(2, siti_partner)).status_code == 400


def test_a_stranger_sees_nothing(
    rina_api: APIClient, siti_partner: Partner, rina_partner: Partner, jilbab: Product, jakarta: Warehouse
) -> None:
    assert rina_api.get(url(3, siti_partner), PRIVATE).status_code == 400
    assert rina_api.get(url(3, rina_partner), PRIVATE).json()["data"] == []
    theirs: Query = {**PRIVATE, "warehouse_id": jakarta.pk}
    assert rina_api.get(url(3, rina_partner), theirs).status_code == 400


def test_staff_who_type_orders_see_the_products(
    budi_api: APIClient, siti_partner: Partner, jilbab: Product
) -> None:
    assert len(budi_api.get(url(3, siti_partner), PRIVATE).json()["data"]) == 1


@pytest.mark.parametrize("products", [1, 4])
def test_costs_the_same_queries_for_one_product_and_for_many(
    siti_api: APIClient,
    siti_partner: Partner,
    gamis: Product,
    django_assert_num_queries: DjangoAssertNumQueries,
    products: int,
) -> None:
    for number in range(products):
        make_product(siti_partner, plain_draft(f"Jilbab {number}"))

    # Token, membership, products, variants, options.
    with django_assert_num_queries(5):
        siti_api.get(url(3, siti_partner), PRIVATE)


class TestVariantByName:
    def ask(self, client: APIClient, product: Product, name: str) -> dict[str, object]:
        answer = client.get(f"/api/v1/partner-product/variant/{product.pk}", {"variant": name})
        return dict(answer.json())

    @pytest.mark.parametrize("name", ["Merah, S", "merah,s", " Merah ,  S "])
    def test_finds_it_by_its_options(self, siti_api: APIClient, gamis: Product, name: str) -> None:
        assert self.ask(siti_api, gamis, name)["data"] == {
            "product_id": gamis.pk,
            "product_name": "Gamis Polos",
            "sku": "",
            "product_image": "",
            "variant": "Merah, S",
            "variant_id": variant_named(gamis, "Merah, S").option_id,
            "price": 60_000,
            "stock": 5,
            "sold": 0,
        }

    @pytest.mark.parametrize("name", ["Hijau, S", "Merah", "", "x" * 300])
    def test_no_match_is_refused(self, siti_api: APIClient, gamis: Product, name: str) -> None:
        assert self.ask(siti_api, gamis, name)["code"] == 400

    def test_a_plain_product_has_no_variant_to_name(self, siti_api: APIClient, jilbab: Product) -> None:
        assert self.ask(siti_api, jilbab, "Merah, S")["code"] == 400

    def test_a_stranger_finds_nothing(self, rina_api: APIClient, gamis: Product) -> None:
        assert self.ask(rina_api, gamis, "Merah, S")["code"] == 400
