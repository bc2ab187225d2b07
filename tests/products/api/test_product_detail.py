from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Partner, Warehouse
from products.models import Product, ProductImage
from tests.factories.products import branch, leaf, make_product, plain_draft

URL = "/api/v1/product/detail/{}"


def test_a_plain_product(siti_api: APIClient, siti_partner: Partner, jakarta: Warehouse) -> None:
    draft = plain_draft(sku="JB-1", length_cm=50, width_cm=40, height_cm=30, allows_bank_transfer=False)
    product = make_product(siti_partner, draft)
    ProductImage.objects.create(product=product, file="products/a.png")

    data = siti_api.get(URL.format(product.pk)).json()["data"]

    stamps = {name: data.pop(name) for name in ("created_at", "updated_at")}
    assert all(len(text) == 19 for text in stamps.values())
    assert data == {
        "id": product.pk,
        "product_name": "Jilbab Segi Empat",
        "product_description": "",
        "product_sku": "JB-1",
        "product_weight": 250,
        "product_weight_pbv": 10_000,
        "product_pbv": 10_000,
        "product_height": 30,
        "product_length": 50,
        "product_width": 40,
        "flavors": ["COD"],
        "product_is_variant": "0",
        "product_price": 50_000,
        "product_stock": 10,
        "sold": 0,
        "status": 1,
        "partner_id": siti_partner.pk,
        "options": [],
        "product_image": [{"images_path": "http://testserver/media/products/a.png"}],
        "variants": [],
    }


def test_three_levels_of_options(siti_api: APIClient, siti_partner: Partner, jakarta: Warehouse) -> None:
    options = (branch("Merah", branch("S", leaf("Katun", 70_000, 3))),)
    axes = ("Warna", "Ukuran", "Bahan")
    product = make_product(siti_partner, plain_draft(axes=axes, options=options))

    data = siti_api.get(URL.format(product.pk)).json()["data"]

    assert (data["product_is_variant"], data["product_price"], data["product_stock"]) == ("1", 0, 0)
    (red,) = data["options"]
    (small,) = red["options"]
    (cotton,) = small["options"]
    assert (red["option_parent"], small["option_parent"]) == (0, red["id"])
    assert (red["option_price"], small["variant_stock"]) == (0, 0)
    assert (cotton["option_name"], cotton["option_price"], cotton["variant_stock"]) == ("Katun", 70_000, 3)
    assert (cotton["option_parent"], cotton["options"]) == (small["id"], [])
    assert [axis["variant_name"] for axis in data["variants"]] == list(axes)
    assert {axis["product_id"] for axis in data["variants"]} == {product.pk}
    assert data["variants"][2]["options"] == [
        {
            "id": cotton["id"],
            "variant_id": data["variants"][2]["id"],
            "option_name": "Katun",
            "option_parent": small["id"],
            "sold": 0,
            "option_price": 70_000,
            "variant_stock": 3,
        }
    ]


def test_one_level_of_options_is_all_leaves(
    siti_api: APIClient, siti_partner: Partner, jakarta: Warehouse
) -> None:
    product = make_product(siti_partner, plain_draft(axes=("Warna",), options=(leaf("Merah", 1_000, 2),)))

    (red,) = siti_api.get(URL.format(product.pk)).json()["data"]["options"]

    assert (red["option_price"], red["variant_stock"], red["options"]) == (1_000, 2, [])


def test_unknown_and_foreign_ids_are_400(rina_api: APIClient, siti_api: APIClient, jilbab: Product) -> None:
    for client, product_id in ((rina_api, jilbab.pk), (siti_api, 0), (siti_api, 10**25)):
        answer = client.get(URL.format(product_id))
        assert (answer.status_code, answer.json()["message"]) == (400, "Produk tidak ditemukan.")


def test_costs_six_queries(
    siti_api: APIClient, gamis: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # Token, membership, product, images, options, variants.
    with django_assert_num_queries(6):
        siti_api.get(URL.format(gamis.pk))
