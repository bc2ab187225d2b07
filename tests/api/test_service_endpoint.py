"""Other servers of ours come in with a key; nobody else does, and nobody without one."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from komship.core.models import AuditEntry
from products.models import Product
from tests.factories.accounts import make_shop, make_warehouse
from tests.factories.products import make_product

pytestmark = pytest.mark.django_db

URL = "/api/v1/product/update-stock"


@pytest.fixture
def product() -> Product:
    return make_product(make_warehouse(make_shop("siti").partner).partner)


def report(product: Product, **headers: str) -> tuple[int, str]:
    body = [{"product_id": product.pk, "variant_id": 0, "qty": 3, "is_variant": 0}]
    answer = Client().post(URL, body, content_type="application/json", headers=headers)
    return answer.status_code, answer.json().get("message", "")


def test_the_key_opens(settings: Settings, product: Product) -> None:
    settings.SERVICE_KEY = "a-key-of-our-own"

    assert report(product, Authorization="bearer a-key-of-our-own") == (200, "Successfully update stock")
    assert AuditEntry.objects.get(action="products.stock_counted").channel == "service"


def test_a_call_may_be_repeated_under_its_key(settings: Settings, product: Product) -> None:
    settings.SERVICE_KEY = "a-key-of-our-own"
    headers = {"Authorization": "Bearer a-key-of-our-own", "Idempotency-Key": "count-1"}

    assert [report(product, **headers)[0] for _ in range(2)] == [200, 200]


@pytest.mark.parametrize("given", [None, "Bearer ", "Bearer wrong", "Basic a-key-of-our-own", "Bearer é"])
def test_anything_else_stays_out(settings: Settings, product: Product, given: str | None) -> None:
    settings.SERVICE_KEY = "a-key-of-our-own"
    headers = {} if given is None else {"Authorization": given}

    assert report(product, **headers)[0] == 401


@pytest.mark.parametrize("given", ["Bearer ", "Bearer undefined", "Bearer"])
def test_without_the_setting_nobody_comes_in(settings: Settings, product: Product, given: str) -> None:
    settings.SERVICE_KEY = ""

    assert report(product, Authorization=given)[0] == 401
