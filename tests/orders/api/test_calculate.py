from typing import Any

from rest_framework.test import APIClient

from accounts.models import PartnerSettings, Warehouse
from orders.models import Order
from shipping.models import Courier, CourierService, Destination, NoCodArea
from tests.factories.orders import Market
from tests.factories.shipping import close, place

ADDRESS_INCOMPLETE = "Please Complete Your Address."
NO_COD_HERE = "destination address is not available for COD payment method"


def asked(market: Market, **changes: Any) -> dict[str, Any]:
    values = {
        "cart": ",".join(map(str, market.fill_cart())),
        "receiver_destination": place("Cihapit").pk,
        "partner_address_id": market.warehouse.pk,
        "payment_method": "COD",
        "discount": "",
        "additional_cost": 0,
        "grandtotal": "null",
    }
    return values | changes


def calculate(api: APIClient, market: Market, **changes: Any) -> Any:
    query = {name: value for name, value in asked(market, **changes).items() if value is not None}
    return api.get("/api/v3/calculate", query)


def regular(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.json()
    rows = answer.json()["data"]["data_regular"]
    row: dict[str, Any] = next(row for row in rows if row["shipping_type"] == "REG19")
    return row


def test_the_price_of_a_cart(siti_api: APIClient, market: Market) -> None:
    row = regular(calculate(siti_api, market))
    assert (row["subtotal"], row["shipping_cost"], row["grandtotal"]) == (100_000, 12_000, 112_000)
    assert (row["service_fee"], row["cashback"], row["net_profit"]) == (3_136, 3_000, 99_864)
    assert (row["service_fee_percentage"], row["cashback_percentage"], row["weight"]) == (2.8, 25, 0.5)
    assert (row["value"], row["shipment_name"], row["is_stale"]) == ("JNE-REG19-12000", "JNE", False)
    assert not Order.objects.exists()


def test_regular_and_cargo_stand_apart_and_the_rest_has_reasons(siti_api: APIClient, market: Market) -> None:
    data = calculate(siti_api, market).json()["data"]
    assert set(data) == {"data_regular", "data_truck", "data_shipping"}
    assert data["data_shipping"]["coverage_cod_sap"] is True
    missing = {row["shipment_name"] for row in data["data_shipping"]["reasons"]}
    assert missing
    assert all(row["reason"] for row in data["data_shipping"]["reasons"])


def test_a_closed_courier_collects_no_cash(siti_api: APIClient, market: Market) -> None:
    close("sap")
    assert calculate(siti_api, market).json()["data"]["data_shipping"]["coverage_cod_sap"] is False


def test_transfer_and_discounts(siti_api: APIClient, market: Market) -> None:
    row = regular(
        calculate(siti_api, market, payment_method="BANK TRANSFER", discount=5_000, additional_cost=1_000)
    )
    assert (row["grandtotal"], row["service_fee"], row["net_profit"]) == (108_000, 0, 99_000)


def test_a_total_counts_only_where_sellers_may_set_it(siti_api: APIClient, market: Market) -> None:
    PartnerSettings.objects.filter(partner=market.partner).update(allows_total_edit=False)
    assert regular(calculate(siti_api, market, grandtotal=150_000))["grandtotal"] == 112_000
    PartnerSettings.objects.filter(partner=market.partner).update(allows_total_edit=True)
    row = regular(calculate(siti_api, market, grandtotal=150_000))
    assert (row["grandtotal"], row["old_grandtotal"]) == (150_000, 112_000)


def test_without_a_cart_goods_and_weight_are_typed(siti_api: APIClient, market: Market) -> None:
    row = regular(calculate(siti_api, market, cart=None, subtotal=80_000, weight=2_000))
    assert (row["subtotal"], row["weight"], row["shipping_cost"]) == (80_000, 2, 24_000)


def test_where_nobody_collects_cash(siti_api: APIClient, market: Market) -> None:
    code = NoCodArea.objects.filter(courier__code="jne").values("tariff_code")[:1]
    far = Destination.objects.filter(tariff_code__in=code).order_by("pk")[0]
    answer = calculate(siti_api, market, receiver_destination=far.pk)
    assert (answer.status_code, answer.json()["message"]) == (400, NO_COD_HERE)


def test_an_address_without_a_courier_code(siti_api: APIClient, market: Market) -> None:
    Warehouse.objects.filter(pk=market.warehouse.pk).update(origin_code="")
    answer = calculate(siti_api, market)
    assert (answer.status_code, answer.json()["message"]) == (400, ADDRESS_INCOMPLETE)


NO_PRICE: list[dict[str, Any]] = [
    {"cart": ""},
    {"cart": "999999"},
    {"cart": "x"},
    {"receiver_destination": 999_999_999},
    {"receiver_destination": None},
    {"partner_address_id": 999_999},
    {"payment_method": "GOLD"},
    {"discount": -5},
    {"discount": 5_000_000},
    {"weight": 0, "cart": ""},
]


def test_what_cannot_be_priced(siti_api: APIClient, market: Market) -> None:
    answers = [calculate(siti_api, market, **change) for change in NO_PRICE]
    assert [answer.status_code for answer in answers] == [400] * len(NO_PRICE)
    assert {answer.json()["status"] for answer in answers} == {"failed"}


def test_strangers(rina_api: APIClient, nobody_api: APIClient, market: Market) -> None:
    assert calculate(rina_api, market).status_code == 400
    assert calculate(nobody_api, market).status_code == 401


def test_whether_sap_collects_cash_there(siti_api: APIClient, market: Market) -> None:
    """Whoever sends it, and also for a parcel that is paid already."""
    Courier.objects.filter(code="sap").update(is_open=True)
    services = CourierService.objects.filter(courier__code="sap")
    services.update(is_active=True, books_with="jne", tracks_with="jne")

    def covered() -> bool:
        data = calculate(siti_api, market, payment_method="BANK TRANSFER").json()["data"]
        return bool(data["data_shipping"]["coverage_cod_sap"])

    assert covered()
    sap = Courier.objects.get(code="sap")
    NoCodArea.objects.create(courier=sap, tariff_code=place("Cihapit").tariff_code)
    assert not covered()
