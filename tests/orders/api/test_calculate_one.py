from typing import Any

from rest_framework.test import APIClient

from orders.models import CartLine
from tests.factories.orders import Market
from tests.factories.shipping import place


def rows(api: APIClient, **query: Any) -> dict[str, dict[str, Any]]:
    asked = {"tariff_code": place("Cihapit").tariff_code, "shipping": "JNE", **query}
    answer = api.get("/api/v1/calculate", asked)
    assert answer.status_code == 200, answer.json()
    return {row["shipping_type"]: row for row in answer.json()["data"]}


def test_the_arithmetic_of_the_newest_version(siti_api: APIClient, market: Market) -> None:
    cart = ",".join(map(str, market.fill_cart()))
    row = rows(siti_api, cart=cart, payment_method="COD", discount="5000")["REG19"]
    assert (row["subtotal"], row["shipping_cost"], row["grandtotal"]) == (100_000, 12_000, 107_000)
    assert row["discount"] == "5000"
    assert row["shipping_cashback"] == row["cashback"] == 3_000
    assert row["net_profit"] == 107_000 - row["service_fee"] - 9_000


def test_without_a_cart_everything_that_lies_there_counts(siti_api: APIClient, market: Market) -> None:
    market.fill_cart(3)
    assert rows(siti_api)["REG19"]["subtotal"] == 150_000


def test_a_number_that_is_no_line_is_an_amount(siti_api: APIClient, market: Market) -> None:
    row = rows(siti_api, cart="250000")["REG19"]
    assert (row["subtotal"], row["weight"], row["service_fee"]) == (250_000, 1, 0)


def test_services_alone(siti_api: APIClient, market: Market) -> None:
    assert not CartLine.objects.exists()
    assert {"REG19", "YES19"} <= set(rows(siti_api))


def test_a_courier_we_do_not_have(siti_api: APIClient, market: Market) -> None:
    assert rows(siti_api, shipping="POS") == {}
