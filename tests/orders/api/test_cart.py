from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from orders.models import CartLine
from products.models import Product
from tests.factories.orders import Market
from tests.factories.products import colour_and_size_draft, make_product, variant_named
from tests.query_counts import QueryBudget


@pytest.fixture
def gown(market: Market) -> Product:
    return make_product(market.partner, colour_and_size_draft())


def item(product: Product, quantity: int = 1, variant: str = "") -> dict[str, Any]:
    option = variant_named(product, variant).option_id if variant else 0
    return {
        "product_id": product.pk,
        "variant_id": option,
        "qty": quantity,
        "product_price": 1,
        "subtotal": 1,
    }


def sync(api: APIClient, *items: dict[str, Any]) -> Any:
    return api.post("/api/v2/cart/bulk-store-web", items, format="json")


def cart(api: APIClient) -> list[dict[str, Any]]:
    answer = api.get("/api/v1/cart")
    assert answer.status_code == 200, answer.json()
    rows: list[dict[str, Any]] = answer.json()["data"]
    return rows


def amounts(api: APIClient) -> list[tuple[str, int, int]]:
    return [(row["variant_name"], row["qty"], row["subtotal"]) for row in cart(api)]


def test_what_a_line_says(siti_api: APIClient, market: Market, gown: Product) -> None:
    sync(siti_api, item(gown, 2, "Merah, M"))
    (row,) = cart(siti_api)
    option_id = variant_named(gown, "Merah, M").option_id
    assert (row["partner_id"], row["product_id"], row["variant_id"]) == (
        market.partner.pk,
        gown.pk,
        option_id,
    )
    assert (row["product_price"], row["qty"], row["subtotal"], row["stock"]) == (65_000, 2, 130_000, 4)
    assert row["product_weight"] == 250


def test_syncing_makes_the_cart_what_was_sent(siti_api: APIClient, market: Market, gown: Product) -> None:
    answer = sync(siti_api, item(market.product, 1), item(gown, 1, "Biru, S"), item(gown, 1, "Merah, S"))
    assert answer.status_code == 200, answer.json()
    names = [row["variant_name"] for row in answer.json()["data"]]
    assert names[1:] == ["Biru, S", "Merah, S"]
    sync(siti_api, item(gown, 3, "Biru, S"))
    assert amounts(siti_api) == [("Biru, S", 3, 183_000)]
    assert sync(siti_api).json()["data"] == cart(siti_api) == []


def test_adding_goes_on_top(siti_api: APIClient, market: Market) -> None:
    added = [siti_api.post("/api/v1/cart/store", item(market.product, 2), format="json") for _ in range(2)]
    assert [answer.json()["data"]["qty"] for answer in added] == [2, 4]
    assert added[0].json()["message"] == "item stored successfully."
    many = siti_api.post("/api/v1/cart/bulk-store", [item(market.product, 1)], format="json")
    assert many.json()["data"] == {"cart_id": [cart(siti_api)[0]["cart_id"]]}
    wrapped = siti_api.post("/api/v1/cart/bulk-store", {"params": item(market.product, 1)}, format="json")
    assert wrapped.status_code == 200, wrapped.json()
    assert cart(siti_api)[0]["qty"] == 6


def test_more_than_there_is(siti_api: APIClient, market: Market) -> None:
    answer = siti_api.post("/api/v1/cart/store", item(market.product, 11), format="json")
    assert (answer.status_code, CartLine.objects.exists()) == (400, False)
    assert "10" in answer.json()["message"]


def test_quantities_change(siti_api: APIClient, market: Market) -> None:
    (line,) = market.fill_cart()
    changed = siti_api.put(f"/api/v1/cart/update/{line}?qty=5")
    assert changed.json() == {"status": "success", "code": 200, "message": "item updated successfully."}
    by_override = siti_api.post(
        f"/api/v1/cart/update/{line}", {"_method": "put", "qty": 6}, format="multipart"
    )
    assert by_override.status_code == 200
    assert cart(siti_api)[0]["qty"] == 6
    for quantity in (0, -1, 151, "x", ""):
        assert (
            siti_api.put(f"/api/v1/cart/update/{line}", {"qty": quantity}, format="json").status_code == 400
        )
    assert siti_api.put("/api/v1/cart/update/999999", {"qty": 1}, format="json").status_code == 400
    assert cart(siti_api)[0]["qty"] == 6


@pytest.mark.parametrize("kind", ["query", "list", "text"])
def test_lines_go(siti_api: APIClient, market: Market, kind: str) -> None:
    (line,) = market.fill_cart()
    path = "/api/v1/cart/delete"
    if kind == "query":
        answer = siti_api.delete(f"{path}?cart_id[]={line}")
    else:
        answer = siti_api.delete(path, {"cart_id": [line] if kind == "list" else str(line)}, format="json")
    assert answer.json()["message"] == "items deleted successfully."
    assert cart(siti_api) == []


def test_clearing(siti_api: APIClient, market: Market, siti: User, rina: User) -> None:
    market.fill_cart()
    assert siti_api.delete(f"/api/v1/cart/clear/{rina.pk}").status_code == 400
    assert len(cart(siti_api)) == 1
    assert siti_api.delete(f"/api/v1/cart/clear/{siti.pk}").status_code == 200
    assert cart(siti_api) == []


NOT_FOR_SALE: list[dict[str, Any]] = [
    {"product_id": 999_999},
    {"variant_id": 999_999},
    {"qty": 0},
    {"qty": 151},
    {"qty": "x"},
    {"product_id": None},
    {"product_id": 10**30},
]


def test_what_cannot_be_bought(siti_api: APIClient, market: Market) -> None:
    market.fill_cart()
    for change in NOT_FOR_SALE:
        wrong = item(market.product) | change
        assert sync(siti_api, item(market.product, 7), wrong).status_code == 400, change
        assert siti_api.post("/api/v1/cart/store", wrong, format="json").status_code == 400, change
    assert cart(siti_api)[0]["qty"] == 2


def test_strangers_do_not_see_or_touch_it(rina_api: APIClient, nobody_api: APIClient, market: Market) -> None:
    (line,) = market.fill_cart()
    assert cart(rina_api) == []
    assert rina_api.put(f"/api/v1/cart/update/{line}", {"qty": 9}, format="json").status_code == 400
    rina_api.delete(f"/api/v1/cart/delete?cart_id={line}")
    assert sync(rina_api, item(market.product)).status_code == 400
    assert nobody_api.get("/api/v1/cart").status_code == 401
    assert CartLine.objects.get().quantity == 2


def test_how_many_queries_it_takes(
    siti_api: APIClient, market: Market, gown: Product, query_budget: QueryBudget
) -> None:
    sync(siti_api, item(market.product), item(gown, 1, "Biru, S"), item(gown, 1, "Merah, S"))
    cart(siti_api)
    with query_budget("orders.cart.list"):
        assert len(cart(siti_api)) == 3
