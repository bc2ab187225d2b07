import pytest
from django.test import Client

from accounts.models import Warehouse
from products.models import Product, Stock, StockMovement
from products.services import StockLine, reserve_stock
from tests.factories.products import variant_named

PAGES = ("product", "stock", "stockmovement")


@pytest.fixture(autouse=True)
def reserved(gamis: Product, jakarta: Warehouse) -> None:
    reserve_stock([StockLine(variant_named(gamis, "Merah, S").pk, jakarta.pk, 2)], reference="KOM1")


@pytest.mark.parametrize("model", PAGES)
def test_lists_and_details_show_and_offer_no_change(wati_web: Client, model: str) -> None:
    base = f"/admin/products/{model}/"
    rows = {"product": Product.objects.all(), "stock": Stock.objects.all()}
    row = rows.get(model, StockMovement.objects.all()).first()
    assert row is not None

    assert wati_web.get(base).status_code == 200
    assert wati_web.get(f"{base}{row.pk}/change/").status_code == 200
    assert wati_web.get(f"{base}add/").status_code == 403
    assert wati_web.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("model", "words"), [("product", "gamis"), ("stock", "gamis"), ("stockmovement", "KOM1")]
)
def test_search(wati_web: Client, model: str, words: str) -> None:
    answer = wati_web.get(f"/admin/products/{model}/", {"q": words})

    assert answer.status_code == 200
    assert "results-list" in answer.content.decode() or "result_list" in answer.content.decode()


def test_sellers_are_kept_out(siti_web: Client) -> None:
    assert siti_web.get("/admin/products/product/").status_code == 302
