import base64
import io
from typing import Any

import pytest
from openpyxl import load_workbook
from rest_framework.test import APIClient

from orders.api import export_customers
from orders.services.delete_order import delete_order
from tests.factories.orders import Market, recipient
from tests.orders.shelf import Shelf


def data_of(api: APIClient, path: str, **query: Any) -> Any:
    answer = api.get(f"/api{path}", query)
    assert answer.status_code == 200, answer.json()
    return answer.json()["data"]


def test_the_newest_for_the_order_form(siti_api: APIClient, market: Market) -> None:
    for number in range(2):
        market.order(quantity=1, recipient=recipient(phone=f"0812000000{number:02d}"))
    found = data_of(siti_api, "/v1/customer", search="lestari")
    assert [row["phone"] for row in found] == ["081200000001", "081200000000"]
    assert found[0]["city_name"] == "Bandung"
    assert data_of(siti_api, "/v1/customer", search="siapa") == []


def test_a_list_by_what_was_spent(siti_api: APIClient, shelf: Shelf) -> None:
    shelf.market.order()
    page = data_of(siti_api, "/v2/customers", sort_spent="DESC", total_per_page=2)
    assert (page["total"], page["last_page"], len(page["data"])) == (3, 2, 2)
    best = page["data"][0]
    assert (best["customer_name"], best["total_order"], best["total_pcs"]) == ("Ayu Lestari", "2", "4")
    assert best["customer_address"] == "Bandung, Jawa Barat"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"total_order": "2"}, "a"),
        ({"orderFrom": "2", "orderTo": ""}, "a"),
        ({"total_order": "ASC"}, "bca"),
        ({"sort_order": "DESC"}, "acb"),
        ({"sort_pcs": "ASC", "limits": "1"}, "b"),
        ({"spentTo": "1"}, ""),
        ({"customer_name": "bimo"}, "b"),
        ({"area": "bandung", "province_name": "Bali"}, ""),
    ],
)
def test_every_spelling_of_the_clients(
    siti_api: APIClient, shelf: Shelf, query: dict[str, str], names: str
) -> None:
    shelf.market.order()
    found = data_of(siti_api, "/v1/customers", **query)
    assert "".join(row["name"][0].lower() for row in found) == names


def test_a_buyer_without_a_living_order(siti_api: APIClient, market: Market) -> None:
    order = market.order()
    delete_order(market.partner.pk, order.pk, actor=market.actor)
    (row,) = data_of(siti_api, "/v1/customers")
    assert (row["total_order"], row["total_spent"], row["last_order"]) == (0, 0, "")
    report = data_of(siti_api, f"/v1/customers/{order.customer_id}")["customer_report"]
    assert (report["last_order"], report["customer_product_favorit"]) == ("", "-")


def test_one_buyer(siti_api: APIClient, market: Market) -> None:
    order = market.order()
    found = data_of(siti_api, f"/v1/customers/{order.customer_id}")
    assert found["customer_phone"] == "89876543210"
    assert found["customer_report"]["average_spent"] == order.total_rp
    assert [row["order_status"] for row in found["customer_orders"]] == [0]


def test_the_income_clients_compute_is_the_orders(siti_api: APIClient, market: Market) -> None:
    order = market.order()
    found = data_of(siti_api, f"/v1/customers/detail-order/{order.pk}")
    income = (
        found["total_product_price"]
        - found["service_fee"]
        - found["shipping_cost"]
        + found["shipping_cashback"]
    )
    assert income == order.net_rp
    assert found["customers"]["phone"] == "089876543210"


def test_the_file_of_all_buyers(siti_api: APIClient, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = siti_api.get("/api/v1/customer/export")
    sheet = load_workbook(io.BytesIO(base64.b64decode(answer.content, validate=True))).active
    assert sheet is not None
    names = {row[0] for row in sheet.iter_rows(values_only=True)}
    assert names == {"Nama", "Ayu Lestari", "Bimo Sakti Wijaya", "Citra D'Angelo"}
    monkeypatch.setattr(export_customers, "MOST_AT_ONCE", 2)
    refused = siti_api.get("/api/v1/customer/export")
    assert (refused.status_code, refused.json()["status"]) == (400, "failed")


def test_others_have_none(rina_api: APIClient, shelf: Shelf) -> None:
    assert data_of(rina_api, "/v1/customer") == data_of(rina_api, "/v1/customers") == []
    assert rina_api.get(f"/api/v1/customers/{shelf.ayu.customer_id}").status_code == 400


def test_twelve_months_and_where_they_live(siti_api: APIClient, shelf: Shelf) -> None:
    months = data_of(siti_api, "/v1/customer/contact-growth")
    assert len(months) == 12
    assert sum(month["total"]["total_contact"] for month in months) == 3
    ranking = data_of(siti_api, "/v1/customers/ranking-customers", is_lifetime=1)
    assert ranking["province"] == [{"province_name": "Jawa Barat", "total_province": 3, "percentage": 100}]
    assert ranking["city"][0]["city_name"] == "Bandung"
