from typing import Any

from rest_framework.test import APIClient

from accounts.models import Warehouse
from tests.factories.orders import Market, move_parcel
from tests.orders.shelf import order_of_two_gowns
from tests.query_counts import QueryBudget


def path(market: Market, order_id: int) -> str:
    return f"/api/v1/order/{market.partner.pk}/detail/{order_id}"


def detail(api: APIClient, market: Market, order_id: int) -> dict[str, Any]:
    answer = api.get(path(market, order_id))
    assert answer.status_code == 200, answer.json()
    data: dict[str, Any] = answer.json()["data"]
    return data


def test_a_new_order(siti_api: APIClient, market: Market) -> None:
    order = market.order(note="Bel rusak")
    data = detail(siti_api, market, order.pk)
    assert (data["order_no"], data["order_status"], data["airway_bill"]) == (order.number, "Diajukan", None)
    assert (data["subtotal"], data["shipping_cost"], data["grandtotal"]) == (100_000, 12_000, 112_000)
    assert (data["service_fee"], data["shipping_cashback"], data["net_profit"]) == (3_136, 3_000, 99_864)
    assert (data["service_fee_to"], data["cashback_to"]) == (2.8, 25)
    assert (data["customer_name"], data["customer_phone"]) == ("Ayu Lestari", "089876543210")
    assert data["customer_address"].startswith("Jl. Anggrek No. 12, RT 01 RW 02, Cihapit")
    assert data["address_partner"] == [{"id": market.warehouse.pk, "name": "Gudang Jakarta"}]
    assert (data["user_name_edited"], data["order_edited_date"]) == (None, None)
    assert (data["notes"], data["order_notes"]) == ("Bel rusak", "Bel rusak")
    assert (data["is_komship"], data["is_kompack"]) == (1, 0)


def test_an_order_on_its_way(siti_api: APIClient, market: Market) -> None:
    order = move_parcel(market, market.packed(), "delivered")
    data = detail(siti_api, market, order.pk)
    assert order.shipment is not None
    assert (data["order_status"], data["airway_bill"]) == ("Diterima", order.shipment.awb)


def test_lines_name_their_variants(siti_api: APIClient, market: Market) -> None:
    order = order_of_two_gowns(market)
    small, medium = detail(siti_api, market, order.pk)["product"]
    assert (small["variant_name"], medium["variant_name"]) == ("Merah, S", "Merah, M")
    assert small["product_variant_id"] != medium["product_variant_id"]
    assert (medium["price"], medium["qty"], medium["subtotal"]) == (65_000, 1, 65_000)


def test_orders_from_a_fulfilment_warehouse(siti_api: APIClient, market: Market) -> None:
    order = market.order()
    Warehouse.objects.filter(pk=order.warehouse_id).update(kind="fulfilment")
    data = detail(siti_api, market, order.pk)
    assert (data["is_komship"], data["is_kompack"]) == (0, 1)


def test_unknown_orders(siti_api: APIClient, market: Market) -> None:
    for order_id in (0, 999_999, 10**18, 10**40):
        answer = siti_api.get(path(market, order_id))
        assert (answer.status_code, answer.json()["message"]) == (400, "Pesanan tidak ditemukan.")


def test_strangers(rina_api: APIClient, market: Market, rina_partner: Any) -> None:
    order = market.order()
    refused = rina_api.get(path(market, order.pk))
    own_path = rina_api.get(f"/api/v1/order/{rina_partner.pk}/detail/{order.pk}")
    assert [refused.status_code, own_path.status_code] == [400, 400]


def test_how_many_queries_it_takes(siti_api: APIClient, market: Market, query_budget: QueryBudget) -> None:
    order = market.packed(order_of_two_gowns(market))
    detail(siti_api, market, order.pk)
    with query_budget("orders.detail.v1"):
        detail(siti_api, market, order.pk)
