import json

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import Partner, User, Warehouse
from accounts.states import Right
from komship.core.models import AuditEntry
from products.models import Product, Stock, Variant
from tests.factories.accounts import make_staff
from tests.factories.cast import ApiFor
from tests.factories.products import make_product, only_variant, plain_draft

CREATE = "/api/v1/product/create/1"

# As the web client of March 2023 sends them: numbers as texts, a float with rounding noise.
PLAIN = {
    "product_name": "Kerudung Bergo",
    "sku": "KB-01",
    "description": "Bahan adem",
    "weight": "250",
    "weight_pbv": 166.99999999999997,
    "length": "10",
    "width": "10",
    "height": None,
    "price": "50000",
    "stock": "12",
}
TREE = {
    **PLAIN,
    "price": None,
    "stock": None,
    "variant_option": [{"val": "Warna"}, {"val": "Ukuran"}],
    "option": [
        {
            "val": "Merah",
            "parent": 0,
            "stock": None,
            "price": None,
            "option": [
                {"val": "XL", "parent": 0, "stock": "10", "price": "10000", "option": []},
                {"val": "L", "parent": 0, "stock": "5", "price": "15000"},
            ],
        },
    ],
}


def update_url(product: Product) -> str:
    return f"/api/v1/product/update/{product.pk}"


def test_create_a_plain_product(siti_api: APIClient, siti_partner: Partner, jakarta: Warehouse) -> None:
    answer = siti_api.post(CREATE, PLAIN, format="json")

    product = Product.objects.get()
    assert answer.json() == {
        "status": "success",
        "code": 200,
        "message": "product stored successfully.",
        "data": {"product_id": product.pk},
    }
    assert (product.name, product.sku, product.description) == ("Kerudung Bergo", "KB-01", "Bahan adem")
    assert (product.weight_g, product.length_cm, product.height_cm) == (250, 10, 0)
    assert product.is_published
    assert product.allows_cod
    assert product.allows_bank_transfer
    assert Stock.objects.get(variant=only_variant(product)).on_hand == 12
    assert AuditEntry.objects.get(action="products.created").channel == "api"


def test_create_with_variants(siti_api: APIClient, siti_partner: Partner, jakarta: Warehouse) -> None:
    answer = siti_api.post(CREATE, TREE, format="json")

    assert answer.status_code == 200, answer.content
    rows = Variant.objects.values_list("name", "price_rp", "stocks__on_hand")
    assert list(rows) == [("Merah, XL", 10_000, 10), ("Merah, L", 15_000, 5)]


def test_the_tree_may_come_as_text_in_a_form(
    siti_api: APIClient, siti_partner: Partner, jakarta: Warehouse
) -> None:
    form = {
        "product_name": "Kerudung Bergo",
        "weight": "250",
        "price": "",
        "stock": "undefined",
        "flavours": "COD",
        "variant_option": json.dumps(TREE["variant_option"]),
        "option": json.dumps(TREE["option"]),
    }

    answer = siti_api.post(CREATE, form, format="multipart")

    assert answer.status_code == 200, answer.content
    assert Variant.objects.count() == 2
    assert not Product.objects.get().allows_bank_transfer


def test_status_0_saves_a_draft_without_a_price(siti_api: APIClient, siti_partner: Partner) -> None:
    body = {"product_name": "Kerudung Bergo", "weight": 1}

    assert siti_api.post("/api/v1/product/create/0", body, format="json").status_code == 200
    assert not Product.objects.get().is_published


@pytest.mark.parametrize(
    ("flavours", "cod", "transfer"),
    [
        (["COD"], True, False),
        ("BANK TRANSFER", False, True),
        ("COD, BANK TRANSFER", True, True),
        ('["BANK TRANSFER"]', False, True),
        ("", True, True),
        ([], True, True),
        (None, True, True),
    ],
)
def test_flavours(
    siti_api: APIClient, jakarta: Warehouse, flavours: object, cod: bool, transfer: bool
) -> None:
    siti_api.post(CREATE, {**PLAIN, "flavours": flavours}, format="json")

    product = Product.objects.get()
    assert (product.allows_cod, product.allows_bank_transfer) == (cod, transfer)


def test_blank_texts_and_whole_floats(siti_api: APIClient, jakarta: Warehouse) -> None:
    body = {**PLAIN, "weight": 250.0, "length": " ", "variant_option": " ", "option": ""}

    assert siti_api.post(CREATE, body, format="json").status_code == 200
    assert (Product.objects.get().weight_g, Product.objects.get().length_cm) == (250, 0)


def nested(depth: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for _ in range(depth):
        rows = [{"val": "x", "price": 1, "option": rows}]
    return rows


ONE = [{"val": "Warna"}]
BAD = [
    {"product_name": None},
    {"product_name": "abc"},
    {"product_name": "😀" * 61},
    {"product_name": "Baju / Celana"},
    {"product_name": {"x": 1}},
    {"product_name": "Baju\x00"},
    {"product_name": "Baju \ud83d"},
    {"sku": "x" * 11},
    {"description": "x" * 100_000},
    {"weight": None},
    {"weight": "0"},
    {"weight": "-1"},
    {"weight": "NaN"},
    {"weight": 1.5},
    {"weight": True},
    {"length": 10**30},
    {"price": None},
    {"price": "-1"},
    {"price": "1e400"},
    {"price": 10**40},
    {"stock": "∞"},
    {"stock": -1},
    {"flavours": ["EMAS"]},
    {"flavours": 7},
    {"variant_option": "[[["},
    {"variant_option": {"val": "x"}},
    {"variant_option": ["Warna"]},
    {"variant_option": ONE, "option": ["Merah"]},
    {"variant_option": ONE, "option": None},
    {"variant_option": ONE, "option": [{"val": "Merah"}]},
    {"variant_option": ONE, "option": [{"val": "Merah", "price": -1}]},
    {"variant_option": ONE, "option": [{"val": "", "price": 1}]},
    {"variant_option": ONE, "option": [{"val": "Merah", "price": 1}, {"val": "merah", "price": 1}]},
    {"variant_option": ONE, "option": [{"val": str(n), "price": 1} for n in range(9)]},
    {"variant_option": ONE, "option": nested(2)},
    {"variant_option": ONE, "option": nested(200)},
    {"variant_option": ONE, "option": "[" * 5000},
    {"variant_option": ONE * 4, "option": nested(3)},
    {"variant_option": [], "option": nested(1)},
]


@pytest.mark.parametrize("change", BAD)
def test_bad_input_is_refused_in_words_and_changes_nothing(
    siti_api: APIClient, siti_partner: Partner, jilbab: Product, change: dict[str, object]
) -> None:
    for client_call, path in ((siti_api.post, CREATE), (siti_api.put, update_url(jilbab))):
        answer = client_call(path, json.dumps({**PLAIN, **change}), content_type="application/json")
        assert answer.status_code == 400, answer.content
        assert answer.json()["message"]

    jilbab.refresh_from_db()
    assert jilbab.name == "Jilbab Segi Empat"
    assert Product.objects.count() == Variant.objects.count() == 1


def test_refusals_name_the_fields_the_client_sent(siti_api: APIClient, jakarta: Warehouse) -> None:
    body = {**PLAIN, "product_name": "x", "weight": 0, "price": "99999999"}

    errors = siti_api.post(CREATE, body, format="json").json()["errors"]

    assert set(errors) == {"product_name", "weight", "price"}


@pytest.mark.parametrize("status", [2, 7])
def test_the_status_is_0_or_1(siti_api: APIClient, jakarta: Warehouse, status: int) -> None:
    answer = siti_api.post(f"/api/v1/product/create/{status}", PLAIN, format="json")

    assert answer.status_code == 400


def test_pieces_without_a_warehouse_are_refused_in_words(siti_api: APIClient, siti_partner: Partner) -> None:
    answer = siti_api.post(CREATE, PLAIN, format="json")

    assert answer.status_code == 400
    assert "gudang" in answer.json()["message"]


def test_a_taken_name_is_refused(siti_api: APIClient, jilbab: Product) -> None:
    answer = siti_api.post(CREATE, {**PLAIN, "product_name": "JILBAB segi empat"}, format="json")

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"product_name"}


def test_update_replaces_values_and_tree(siti_api: APIClient, jilbab: Product) -> None:
    answer = siti_api.put(update_url(jilbab), {**TREE, "status": 0}, format="json")

    assert answer.json() == {"status": "success", "code": 200, "message": "product updated successfully."}
    jilbab.refresh_from_db()
    assert (jilbab.name, jilbab.has_variants, jilbab.is_published) == ("Kerudung Bergo", True, False)
    assert Variant.objects.filter(product=jilbab, retired_at=None).count() == 2


def test_update_by_a_form_that_can_only_post(siti_api: APIClient, jilbab: Product) -> None:
    body = {"_method": "put", "product_name": "Kerudung Bergo", "weight": "1", "price": "1"}

    assert siti_api.post(update_url(jilbab), body, format="multipart").status_code == 200

    jilbab.refresh_from_db()
    assert jilbab.name == "Kerudung Bergo"


def test_update_without_status_or_flavours_keeps_them(
    siti_api: APIClient, siti_partner: Partner, jakarta: Warehouse
) -> None:
    product = make_product(siti_partner, plain_draft(is_published=False, allows_cod=False))

    assert siti_api.put(update_url(product), PLAIN, format="json").status_code == 200

    product.refresh_from_db()
    assert (product.is_published, product.allows_cod) == (False, False)


def test_delete(siti_api: APIClient, jilbab: Product) -> None:
    path = f"/api/v1/product/delete/{jilbab.pk}"

    assert siti_api.delete(path).json() == {
        "status": "success",
        "code": 200,
        "message": "product deleted successfully.",
    }
    assert siti_api.delete(path).status_code == 400
    assert siti_api.delete("/api/v1/product/delete/999999").status_code == 400


def test_a_stranger_changes_nothing(rina_api: APIClient, rina_warehouse: Warehouse, jilbab: Product) -> None:
    assert rina_api.put(update_url(jilbab), PLAIN, format="json").status_code == 400
    assert rina_api.delete(f"/api/v1/product/delete/{jilbab.pk}").status_code == 400

    jilbab.refresh_from_db()
    assert (jilbab.name, jilbab.deleted_at) == ("Jilbab Segi Empat", None)


def test_staff_without_the_right_change_nothing(budi_api: APIClient, jilbab: Product) -> None:
    for answer in (
        budi_api.post(CREATE, PLAIN, format="json"),
        budi_api.put(update_url(jilbab), PLAIN, format="json"),
        budi_api.delete(f"/api/v1/product/delete/{jilbab.pk}"),
    ):
        assert answer.status_code == 400
        assert "hak" in answer.json()["message"]

    assert Product.objects.live().get().name == "Jilbab Segi Empat"


def test_staff_with_the_right_may(siti_partner: Partner, jakarta: Warehouse, api_for: ApiFor) -> None:
    helper: User = make_staff("ayu", siti_partner, (Right.PRODUCT_CREATE,))

    assert api_for(helper).post(CREATE, PLAIN, format="json").status_code == 200


def test_without_a_token_it_is_401(client: Client, jilbab: Product) -> None:
    assert client.delete(f"/api/v1/product/delete/{jilbab.pk}").status_code == 401
