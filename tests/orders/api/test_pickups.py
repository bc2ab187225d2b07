from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from orders.models import Order
from shipping.models import Pickup, Shipment
from tests.factories.orders import Market
from tests.orders.shelf import order_of_two_gowns
from tests.query_counts import QueryBudget

DETAIL = "history/detail"


@pytest.fixture
def asked(market: Market) -> Pickup:
    """A pickup of two orders: two scarves, and two gowns of one kind."""
    market.ask_pickup(market.order())
    market.ask_pickup(order_of_two_gowns(market))
    return Pickup.objects.get()


def get(api: APIClient, path: str, **query: Any) -> Any:
    answer = api.get(f"/api/{path}", query)
    assert answer.status_code == 200, answer.json()
    return answer.json()["data"]


@pytest.mark.parametrize("version", [1, 3])
def test_the_history_is_a_page(siti_api: APIClient, market: Market, asked: Pickup, version: int) -> None:
    market.ask_pickup(market.order(), "later")
    page = get(siti_api, f"v{version}/pickup/history", page=1, limits=1)
    assert (page["total"], page["last_page"], len(page["data"])) == (2, 2, 1)
    (row,) = get(siti_api, f"v{version}/pickup/history", page=2, limits=1)["data"]
    assert (row["id"], row["total_order"], row["total_product"]) == (asked.pk, 2, 4)
    assert (row["warehouse"], row["shipping"], row["vehicle"]) == ("Gudang Jakarta", "JNE", "MOTOR")
    assert row["pickup_time"] == "10:00:00"


def test_a_packing_list(siti_api: APIClient, asked: Pickup) -> None:
    data = get(siti_api, f"v3/pickup/{DETAIL}/{asked.pk}")
    assert (data["address_name"], data["total_order"], data["total_qty"]) == ("Gudang Jakarta", 2, 4)
    gown, scarf = data["data_order"]
    assert (gown["product_name"], gown["is_variant"], gown["total"]) == ("Gamis Polos", 1, 0)
    assert [(row["variant_name"], row["total"]) for row in gown["variant"]] == [
        ("Merah, M", 1),
        ("Merah, S", 1),
    ]
    assert (scarf["is_variant"], scarf["total"], scarf["variant"]) == (0, 2, [])


def test_v1_names_line_by_line(siti_api: APIClient, asked: Pickup) -> None:
    data = get(siti_api, f"v1/pickup/{DETAIL}/{asked.pk}")
    assert sorted((row["product_variant_name"], row["qty"]) for row in data["data_order"]) == [
        ("", 2),
        ("Merah, M", 1),
        ("Merah, S", 1),
    ]
    assert data["data_order"][0]["customer_phone"] == "089876543210"


def test_orders_of_a_pickup(siti_api: APIClient, asked: Pickup, market: Market) -> None:
    ids = list(Order.objects.order_by("-id").values_list("id", flat=True))
    assert get(siti_api, f"v1/pickup/{DETAIL}/order/{asked.pk}") == [{"order_id": pk} for pk in ids]
    path = f"v2/pickup/detail/order/{asked.pk}"
    assert [row["order_id"] for row in get(siti_api, path)] == ids
    assert get(siti_api, path)[0]["partner_id"] == market.partner.pk
    assert [row["order_id"] for row in get(siti_api, path, limit=1, offset=1)] == ids[1:]
    assert get(siti_api, path, shipping_name="SAP") == []
    assert len(get(siti_api, path, shipping_name="jne")) == 2


def test_printed_and_unprinted(siti_api: APIClient, market: Market) -> None:
    printed, _other = market.packed(), market.packed()
    siti_api.post("/api/v2/generate/print-label", {"order_id": printed.pk, "page": "page_2"}, format="json")
    path = f"v2/pickup/detail/order/{Pickup.objects.get().pk}"
    counts = {value: len(get(siti_api, path, is_print=value)) for value in ("", "0", "1", "2")}
    assert counts == {"": 2, "0": 1, "1": 1, "2": 2}
    assert [row["is_print"] for row in get(siti_api, path, is_print=1)] == [1]


def test_unknown_pickups(siti_api: APIClient, market: Market) -> None:
    for path in (
        f"v1/pickup/{DETAIL}",
        f"v3/pickup/{DETAIL}",
        f"v1/pickup/{DETAIL}/order",
        "v2/pickup/detail/order",
    ):
        for pickup_id in (0, 999_999, 10**40):
            answer = siti_api.get(f"/api/{path}/{pickup_id}")
            assert (answer.status_code, answer.json()["message"]) == (400, "Pickup tidak ditemukan.")


def test_strangers(rina_api: APIClient, nobody_api: APIClient, asked: Pickup) -> None:
    assert get(rina_api, "v3/pickup/history")["total"] == 0
    for path in (f"v1/pickup/{DETAIL}/{asked.pk}", f"v2/pickup/detail/order/{asked.pk}"):
        assert rina_api.get(f"/api/{path}").status_code == 400
        assert nobody_api.get(f"/api/{path}").status_code == 401


def test_how_many_queries_they_take(siti_api: APIClient, asked: Pickup, query_budget: QueryBudget) -> None:
    for name, path in (
        ("shipping.pickup.history.v3", "v3/pickup/history"),
        ("shipping.pickup.detail.v3", f"v3/pickup/{DETAIL}/{asked.pk}"),
        ("shipping.pickup.detail_orders.v2", f"v2/pickup/detail/order/{asked.pk}"),
    ):
        get(siti_api, path)
        with query_budget(name):
            get(siti_api, path)


def test_one_order_more_costs_no_query_more(siti_api: APIClient, market: Market, asked: Pickup) -> None:
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            get(siti_api, f"v1/pickup/{DETAIL}/{asked.pk}")
        costs.append(len(captured))
        market.ask_pickup(market.order(quantity=1))
    assert costs[0] == costs[1]
    assert Shipment.objects.filter(pickup=asked).count() == 4
