"""The sheet's own shapes: rows in forms, what is read back, and a refusal with everything in it."""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from orders.models import Order
from tests.factories.order_sheets import seller
from tests.factories.orders import Market

SUBMIT = "/api/v1/order/sheet/save-submit"


@pytest.fixture(autouse=True)
def _is_on(market: Market) -> None:
    seller(market)


def row(market: Market, **changes: Any) -> dict[str, Any]:
    return {
        "order_date": "",
        "customer_name": "Ayu Lestari",
        "customer_phone_number": "081234567890",
        "zip_code": 40114,
        "customer_address": "Jl. Kenanga 12, RT 01",
        "product": market.product.name,
        "qty": 1.0,
        "payment_method": "COD",
        "expedition": "JNE Reguler",
    } | changes


def test_a_sheet_is_read_back_with_what_is_wrong_in_it(market: Market, siti_api: APIClient) -> None:
    rows = [row(market, custom_label="", customer_phone_number="12")]
    siti_api.post(SUBMIT, {"options": "save", "data": rows}, format="json")
    siti_api.post(SUBMIT, {"options": "submit", "data": rows}, format="json")
    (kept,) = siti_api.get("/api/v1/order/sheet/data").json()["data"]
    assert (kept["zip_code"], kept["qty"], kept["row"]) == ("40114", "1", 1)
    assert len(kept["errors"]) == 2
    assert siti_api.get("/api/v1/order/sheet/last-update").json()["link"]["updated_at"]


def test_a_refusal_tells_every_row_by_its_sort(market: Market, siti_api: APIClient) -> None:
    day = f"{market.order().ordered_on}"
    rows = [
        row(market, order_date=day, row=5),
        row(market, order_date=day, row=6, qty=0, customer_phone_number="12"),
        row(market, order_date=day, row=7, zip_code=99999),
        row(market, order_date=day, row=8, expedition="SICEPAT Reguler"),
    ]
    answer = siti_api.post(SUBMIT, {"options": "submit", "data": rows}, format="json")
    body = answer.json()
    assert (answer.status_code, body["message"], body["data"]) == (400, "There's error in your input", 1)
    assert (body["validation_error"], body["cod_error"], body["error_data"]) == ([6], [7], [8])
    assert body["line"] == 6
    assert body["errors"]["data.6"][0].startswith("qty: ")


def test_rows_may_come_as_text_in_a_form(market: Market, siti_api: APIClient) -> None:
    rows = [row(market, order_date=f"{market.order().ordered_on}")]
    body = siti_api.post(SUBMIT, {"options": "submit", "data": json.dumps(rows)}).json()
    assert body["data"] == 1
    assert Order.objects.filter(is_from_sheet=True).count() == 1


@pytest.mark.parametrize(
    "text", ['[{"qty": "\\ud800"}]', '[{"qty": "\\u0000"}]', '[{"qty": {}}]', "[" * 9_999]
)
def test_text_that_is_no_sheet(siti_api: APIClient, text: str) -> None:
    answer = siti_api.post(SUBMIT, {"options": "save", "data": text})
    assert answer.status_code == 400
    assert "daftar baris" in answer.json()["message"]
