import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from orders.models import Order
from products.services.reserve_stock import StockLine, reserve_stock
from tests.factories.finance import fund
from tests.factories.orders import Market
from tests.factories.shipping import place
from tests.query_counts import QueryBudget

BALANCE_TOO_LOW = "Sorry, your balance is not enough to make a postage payment"
OUT_OF_STOCK = "Sorry, there is not enough stock to continue the order"


def body(market: Market, **changes: Any) -> dict[str, Any]:
    """What the web client sends."""
    destination = place("Cihapit")
    values = {
        "date": "2026-11-21",
        "tariff_code": destination.tariff_code,
        "subdistrict_name": destination.village,
        "is_komship": 1,
        "is_kompack": 0,
        "customer_id": None,
        "customer_name": "Ayu Lestari",
        "customer_phone": "89876543210",
        "customer_destination_id": destination.pk,
        "detail_address": "Jl. Anggrek No. 12, RT 01 RW 02",
        "shipping": "JNE",
        "shipping_type": "REG19",
        "payment_method": "COD",
        "bank": 0,
        "bank_account_name": 0,
        "bank_account_no": 0,
        "partner_address_id": market.warehouse.pk,
        "subtotal": 100_000,
        "grandtotal": 112_000,
        "shipping_cost": 12_000,
        "service_fee": 3_136,
        "discount": 0,
        "additional_cost": 0,
        "shipping_cashback": 3_000,
        "net_profit": 99_864,
        "cart": list(market.fill_cart()),
        "custom_label_id": 1,
        "order_notes": None,
        "is_whatsapp": 1,
    }
    return values | changes


def store(api: APIClient, market: Market, version: int = 3, **changes: Any) -> Any:
    path = f"/api/v{version}/order/{market.partner.pk}/store"
    return api.post(path, body(market, **changes), format="json")


@pytest.mark.parametrize("version", [1, 2, 3])
def test_the_web_clients_order(siti_api: APIClient, market: Market, version: int) -> None:
    answer = store(siti_api, market, version)
    order = Order.objects.get()
    assert answer.status_code == 200, answer.json()
    assert answer.json()["message"] == "Order stored successfully"
    assert answer.json()["data"]["order_no"] == order.number
    assert (order.bank_name, order.note, order.net_rp) == ("", "", 99_864)


def test_how_many_queries_an_order_takes(
    siti_api: APIClient, market: Market, query_budget: QueryBudget
) -> None:
    store(siti_api, market)
    data = body(market)
    path = f"/api/v3/order/{market.partner.pk}/store"
    with query_budget("orders.create.v3"):
        assert siti_api.post(path, data, format="json").status_code == 200


def test_the_key_makes_repeating_safe(siti_api: APIClient, market: Market) -> None:
    data = body(market)
    path = f"/api/v3/order/{market.partner.pk}/store"
    answers = [siti_api.post(path, data, format="json", headers={"Idempotency-Key": "k-1"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Order.objects.count() == 1
    reused = siti_api.post(
        path, data | {"customer_name": "Lain"}, format="json", headers={"Idempotency-Key": "k-1"}
    )
    assert reused.status_code == 400
    assert Order.objects.count() == 1


def test_exact_texts_that_clients_branch_on(siti_api: APIClient, market: Market) -> None:
    poor = store(siti_api, market, payment_method="BANK TRANSFER", grandtotal=None)
    assert (poor.status_code, poor.json()["message"]) == (400, BALANCE_TOO_LOW)
    reserve_stock([StockLine(market.variant.pk, market.warehouse.pk, 9)], reference="OTHER")
    short = store(siti_api, market)
    assert (short.status_code, short.json()["message"]) == (400, OUT_OF_STOCK)
    assert not Order.objects.exists()


def test_transfer_orders_keep_the_bank(siti_api: APIClient, market: Market) -> None:
    fund(market.partner, 50_000)
    bank: dict[str, Any] = {"bank": "BCA", "bank_account_name": "Siti", "bank_account_no": "0812"}
    answer = store(siti_api, market, payment_method="BANK TRANSFER", **bank)
    assert answer.status_code == 200, answer.json()
    assert Order.objects.get().bank_account_number == "0812"


@pytest.mark.parametrize(
    "change",
    [
        {"customer_name": "\u0000"},
        {"customer_name": "\ud800"},
        {"customer_name": "😀" * 500},
        {"detail_address": "x" * 100_000},
        {"customer_destination_id": 10**30},
        {"customer_destination_id": "abc"},
        {"cart": "1,2,x"},
        {"cart": []},
        {"cart": {"a": 1}},
        {"payment_method": "GOLD"},
        {"discount": -1},
        {"grandtotal": 1e400},
        {"date": "2026-13-45"},
        {"shipping_type": None},
        {"partner_address_id": [1]},
    ],
)
def test_bad_values_are_refused_in_words(siti_api: APIClient, market: Market, change: dict[str, Any]) -> None:
    data = body(market, **change)
    path = f"/api/v3/order/{market.partner.pk}/store"
    answer = siti_api.post(path, _json(data), content_type="application/json")
    assert answer.status_code == 400, answer.content
    assert answer.json()["status"] == "failed"
    assert answer.json()["message"]
    assert not Order.objects.exists()


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode()


def test_broken_and_huge_bodies(siti_api: APIClient, market: Market) -> None:
    path = f"/api/v3/order/{market.partner.pk}/store"
    broken = siti_api.post(path, b'{"cart": [1,', content_type="application/json")
    huge = siti_api.post(path, b"[" + b"1," * 5_000_000 + b"1]", content_type="application/json")
    listed = siti_api.post(path, b"[1, 2]", content_type="application/json")
    assert [broken.status_code, huge.status_code, listed.status_code] == [400, 413, 400]
    assert all(answer.json()["message"] for answer in (broken, huge, listed))


def test_strangers_and_the_signed_out(rina_api: APIClient, nobody_api: APIClient, market: Market) -> None:
    assert store(rina_api, market).status_code == 400
    assert store(nobody_api, market).status_code == 401
    assert not Order.objects.exists()
