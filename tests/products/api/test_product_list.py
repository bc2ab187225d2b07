import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Partner, Warehouse
from accounts.states import Right
from products.models import Product, ProductImage
from products.services import StockLine, consume_stock, delete_product, reserve_stock
from tests.factories.accounts import make_staff
from tests.factories.cast import ApiFor
from tests.factories.products import make_product, only_variant, plain_draft, put_stock, variant_named

V4 = "/api/v4/product"


def ids(client: APIClient, path: str = V4, **query: str | int) -> list[int]:
    answer = client.get(path, query)
    assert answer.status_code == 200, answer.content
    return [row["product_id"] for row in answer.json()["data"]]


def test_rows_as_clients_read_them(siti_api: APIClient, jilbab: Product, gamis: Product) -> None:
    ProductImage.objects.create(product=jilbab, file="products/a.png")

    with_variants, plain = siti_api.get(V4, {"status": 1}).json()["data"]

    assert plain == {
        "product_id": jilbab.pk,
        "product_name": "Jilbab Segi Empat",
        "sku": "",
        "product_image": [{"images_path": "http://testserver/media/products/a.png"}],
        "is_variant": 0,
        "price": 50_000,
        "stock": 10,
        "sold": 0,
        "variants": [],
    }
    assert (with_variants["is_variant"], with_variants["price"], with_variants["stock"]) == (1, 0, 0)
    assert with_variants["product_image"] == []
    assert with_variants["variants"][0] == {"variant": "Merah, S", "price": 60_000, "stock": 5, "sold": 0}
    assert len(with_variants["variants"]) == 4


def test_sold_pieces_are_counted(siti_api: APIClient, gamis: Product, jakarta: Warehouse) -> None:
    reserve_stock([StockLine(variant_named(gamis, "Biru, M").pk, jakarta.pk, 2)], reference="KOM1")
    consume_stock("KOM1")

    (row,) = siti_api.get(V4).json()["data"]

    assert row["sold"] == 2
    assert row["variants"][3] == {"variant": "Biru, M", "price": 66_000, "stock": 0, "sold": 2}


def test_drafts_and_published(siti_api: APIClient, siti_partner: Partner, jilbab: Product) -> None:
    draft = make_product(siti_partner, plain_draft("Belum Siap", is_published=False))

    assert ids(siti_api, status=1) == [jilbab.pk]
    assert ids(siti_api, status=0) == [draft.pk]
    assert ids(siti_api) == ids(siti_api, status="") == [draft.pk, jilbab.pk]


def test_filters(siti_api: APIClient, jilbab: Product, gamis: Product, jakarta: Warehouse) -> None:
    reserve_stock([StockLine(only_variant(jilbab).pk, jakarta.pk, 2)], reference="KOM1")
    consume_stock("KOM1")

    assert ids(siti_api, name="GAMIS") == [gamis.pk]
    assert ids(siti_api, stockFrom=9) == ids(siti_api, V4 + "?stock-from=9") == [gamis.pk]
    assert ids(siti_api, stockFrom=8, stockTo=8) == [jilbab.pk]
    assert ids(siti_api, soldFrom=1) == ids(siti_api, V4 + "?sold-from=1") == [jilbab.pk]
    assert ids(siti_api, soldTo=1) == [gamis.pk]
    assert ids(siti_api, name="", stockFrom="", soldTo="") == [gamis.pk, jilbab.pk]


def test_v4_pages_and_the_older_versions_do_not(
    siti_api: APIClient, siti_partner: Partner, jakarta: Warehouse
) -> None:
    for number in range(52):
        make_product(siti_partner, plain_draft(f"Jilbab {number}", stock=None))

    assert len(ids(siti_api)) == len(ids(siti_api, limits=1000)) == 50
    assert len(ids(siti_api, limits=50, offset=50)) == 2
    assert len(ids(siti_api, limits=7)) == 7
    for version in (1, 2, 3):
        assert len(ids(siti_api, f"/api/v{version}/product", status=1)) == 52


def test_deleted_products_and_those_of_others_are_left_out(
    siti_api: APIClient, rina_api: APIClient, jilbab: Product, gamis: Product
) -> None:
    delete_product(gamis.partner_id, product_id=gamis.pk)

    assert ids(siti_api) == [jilbab.pk]
    assert ids(rina_api) == []


def test_a_stray_partner_id_changes_nothing(
    siti_api: APIClient, siti_partner: Partner, rina_partner: Partner, jilbab: Product
) -> None:
    assert ids(siti_api, partner_id=siti_partner.pk) == [jilbab.pk]
    assert siti_api.get(V4, {"partner_id": rina_partner.pk}).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        {"status": 2},
        {"status": "publish"},
        {"limits": "banyak"},
        {"limits": -1},
        {"offset": -1},
        {"offset": 10**30},
        {"stockFrom": "NaN"},
        {"soldTo": 10**30},
        {"name": "a\x00"},
    ],
)
def test_bad_queries_are_refused_in_words(
    siti_api: APIClient, siti_partner: Partner, query: dict[str, int | str]
) -> None:
    answer = siti_api.get(V4, query)

    assert answer.status_code == 400
    assert answer.json()["message"]


def test_staff_need_the_right(
    budi_api: APIClient, api_for: ApiFor, siti_partner: Partner, jilbab: Product
) -> None:
    packer = make_staff("ayu", siti_partner, (Right.PICKUP_SUBMIT,))

    assert ids(budi_api) == [jilbab.pk]
    assert api_for(packer).get(V4).status_code == 400


@pytest.mark.parametrize("query", [{}, {"stockFrom": 0, "soldTo": 100}])
def test_costs_the_same_queries_for_one_product_and_for_many(
    siti_api: APIClient,
    jilbab: Product,
    gamis: Product,
    bandung: Warehouse,
    django_assert_num_queries: DjangoAssertNumQueries,
    query: dict[str, int | str],
) -> None:
    put_stock(only_variant(jilbab), bandung, 1)

    # Token, membership, products, variants.
    with django_assert_num_queries(4):
        assert len(ids(siti_api, V4, **query)) == 2
