import pytest
from rest_framework.test import APIClient

from accounts.models import Partner, Warehouse
from products.services import delete_product
from tests.factories.products import make_product, plain_draft


@pytest.fixture(autouse=True)
def taken(siti_partner: Partner, jakarta: Warehouse) -> int:
    return make_product(siti_partner, plain_draft("Jilbab Segi Empat", sku="JB-01")).pk


def name_code(client: APIClient, name: str) -> int:
    answer = client.get("/api/v1/product/check-name", {"product_name": name})
    assert answer.status_code == 200
    return int(answer.json()["code"])


def sku_code(client: APIClient, sku: str) -> int:
    answer = client.get("/api/v1/product/check-sku", {"product_sku": sku})
    assert answer.status_code == 200
    return int(answer.json()["code"])


@pytest.mark.parametrize("name", ["Jilbab Segi Empat", " jilbab SEGI empat "])
def test_a_taken_name_is_1003_under_http_200(siti_api: APIClient, name: str) -> None:
    assert name_code(siti_api, name) == 1003


@pytest.mark.parametrize("name", ["Jilbab", "", "x" * 5000, "😀", "Jilbab Segi Empat%"])
def test_a_free_name_is_never_an_error(siti_api: APIClient, name: str) -> None:
    assert name_code(siti_api, name) == 200


def test_the_texts_of_the_contract(siti_api: APIClient) -> None:
    free = siti_api.get("/api/v1/product/check-name", {"product_name": "Baru"}).json()
    assert free == {"status": "success", "code": 200, "message": "product not found"}
    free = siti_api.get("/api/v1/product/check-sku").json()
    assert free == {"status": "success", "code": 200, "message": "product sku not found"}


def test_skus(siti_api: APIClient) -> None:
    assert sku_code(siti_api, "jb-01 ") == 1003
    assert sku_code(siti_api, "JB-02") == 200
    assert sku_code(siti_api, "") == 200


def test_another_shop_does_not_count(rina_api: APIClient) -> None:
    assert name_code(rina_api, "Jilbab Segi Empat") == 200
    assert sku_code(rina_api, "JB-01") == 200


def test_a_deleted_product_frees_both(siti_api: APIClient, siti_partner: Partner, taken: int) -> None:
    delete_product(siti_partner.pk, product_id=taken)

    assert name_code(siti_api, "Jilbab Segi Empat") == 200
    assert sku_code(siti_api, "JB-01") == 200
