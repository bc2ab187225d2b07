from typing import Any

from rest_framework.test import APIClient

from orders.models import Order
from tests.orders.shelf import Shelf
from tests.query_counts import QueryBudget

NOTHING = dict.fromkeys(
    ("diajukan", "dipacking", "dikirim", "diterima", "retur", "batal", "order_problem"), 0
)


def counted(api: APIClient, shelf: Shelf, **query: Any) -> dict[str, int]:
    answer = api.get(f"/api/v1/order/count/order-problem/{shelf.partner_id}", query)
    assert answer.status_code == 200, answer.json()
    data: dict[str, int] = answer.json()["data"]
    return data


def test_counts_by_the_contracts_words(siti_api: APIClient, shelf: Shelf) -> None:
    assert counted(siti_api, shelf) == NOTHING | {"diajukan": 2, "dikirim": 1}


def test_orders_that_wait_for_their_airway_bill_are_still_new(siti_api: APIClient, shelf: Shelf) -> None:
    shelf.market.ask_pickup(shelf.ayu)
    assert counted(siti_api, shelf)["diajukan"] == 2


def test_every_number_opens_its_rows(siti_api: APIClient, shelf: Shelf) -> None:
    Order.objects.filter(pk=shelf.citra.pk).update(is_problem=True)
    assert counted(siti_api, shelf)["order_problem"] == 1
    listed = siti_api.get(f"/api/v2/order/{shelf.partner_id}?order_status=Dikirim&is_problem=1")
    assert [row["order_no"] for row in listed.json()["data"]] == [shelf.citra.number]


def test_filters_apply(siti_api: APIClient, shelf: Shelf) -> None:
    assert counted(siti_api, shelf, payment_method="BANK TRANSFER") == NOTHING | {"diajukan": 1}
    assert counted(siti_api, shelf, search="citra") == NOTHING | {"dikirim": 1}
    assert counted(siti_api, shelf, start_date="2020-01-01", end_date="2020-01-02") == NOTHING


def test_strangers(rina_api: APIClient, shelf: Shelf) -> None:
    assert rina_api.get(f"/api/v1/order/count/order-problem/{shelf.partner_id}").status_code == 400


def test_how_many_queries_it_takes(siti_api: APIClient, shelf: Shelf, query_budget: QueryBudget) -> None:
    counted(siti_api, shelf)
    with query_budget("orders.count_by_status"):
        counted(siti_api, shelf)
