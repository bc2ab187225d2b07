from typing import Any

import pytest
from django.test.utils import override_settings
from rest_framework.test import APIClient

from orders.models import Order
from tests.orders.shelf import Shelf
from tests.query_counts import QueryBudget

# What clients write, and which of the orders of Ayu, Bimo and Citra they get.
FOUND: list[tuple[dict[str, Any], str]] = [
    ({"order_status": "Diajukan"}, "ab"),
    ({"order_status": "0"}, "ab"),
    ({"order_status": "dikirim"}, "c"),
    ({"order_status": 1}, "c"),
    ({"order_status": "Diajukan,Dikirim"}, "abc"),
    ({"order_status": "Hilang"}, ""),
    ({"order_status": ""}, "abc"),
    ({"payment_method": "COD"}, "ac"),
    ({"payment_method": "BANK TRANSFER"}, "b"),
    ({"payment_method": "non cod"}, "b"),
    ({"payment_methode": "COD"}, "ac"),
    ({"payment_method[]": ["COD", "BANK TRANSFER"]}, "abc"),
    ({"payment_method": "null"}, "abc"),
    ({"shipping_name": "jne"}, "abc"),
    ({"shipping_name": "SAP, ANTERAJA"}, ""),
    ({"is_problem": 1}, ""),
    ({"is_retur": 0}, "abc"),
    ({"is_retur": 1}, ""),
    ({"partner_address_id": 0, "warehouse_id": 0}, "abc"),
    ({"warehouse_id": 999_999}, ""),
    ({"start_date": "2020-01-01", "end_date": "2020-12-31"}, ""),
    ({"customer_name": "bimo"}, "b"),
    ({"search": "sakti wij"}, "b"),
    ({"search": "081311116222"}, "b"),
    ({"search": "4321"}, "c"),
    ({"product_name": "Jilbab Segi Empat"}, "abc"),
    ({"product_name": "Lain"}, ""),
    ({"nobody_knows": "this"}, "abc"),
]
NONSENSE: list[dict[str, Any]] = [
    {"order_status": "Entah"},
    {"order_status": "5"},
    {"payment_method": "GOLD"},
    {"start_date": "kemarin"},
    {"order_id": "1,x"},
    {"is_retur": 3},
    {"limit": "banyak"},
    {"offset": -1},
    {"search": "\x00"},
    {"partner_address_id": 10**30},
]


def path(shelf: Shelf, version: int) -> str:
    return f"/api/v{version}/order/{shelf.partner_id}"


def rows(api: APIClient, shelf: Shelf, version: int = 2, **query: Any) -> list[dict[str, Any]]:
    answer = api.get(path(shelf, version), query)
    assert answer.status_code == 200, answer.json()
    data = answer.json()["data"]
    return list(data["data"] if version == 1 else data)


def found(api: APIClient, shelf: Shelf, version: int = 2, **query: Any) -> str:
    return shelf.names([row["order_no"] for row in rows(api, shelf, version, **query)])


class TestShapes:
    def test_v1_is_a_page(self, siti_api: APIClient, shelf: Shelf) -> None:
        answer = siti_api.get(path(shelf, 1), {"page": 1, "total_per_page": 2})
        page = answer.json()["data"]
        assert (page["total"], page["last_page"], page["per_page"], page["current_page"]) == (3, 2, 2, 1)
        assert (page["from"], page["to"]) == (1, 2)
        assert page["next_page_url"].endswith(f"{path(shelf, 1)}?page=2")
        second = siti_api.get(path(shelf, 1), {"page": 2, "total_per_page": 2}).json()["data"]
        assert [row["order_no"] for row in second["data"]] == [shelf.ayu.number]

    def test_v1_takes_limit_for_the_size(self, siti_api: APIClient, shelf: Shelf) -> None:
        page = siti_api.get(path(shelf, 1), {"limit": 1}).json()["data"]
        assert (page["per_page"], page["last_page"]) == (1, 3)

    def test_the_last_scan_has_a_shape_per_version(self, siti_api: APIClient, shelf: Shelf) -> None:
        scans = {version: rows(siti_api, shelf, version)[0]["last_history_awb"] for version in (1, 2, 3)}
        assert set(scans[1]) == {"date", "desc", "code", "status"}
        assert scans[2] == scans[3] == [scans[1]]
        none = {version: rows(siti_api, shelf, version)[-1]["last_history_awb"] for version in (1, 2, 3)}
        assert none == {1: None, 2: [], 3: []}

    def test_what_a_row_says(self, siti_api: APIClient, shelf: Shelf) -> None:
        citra, bimo, ayu = rows(siti_api, shelf)
        assert shelf.citra.shipment is not None
        assert (citra["order_status"], citra["status"]) == ("Dikirim", "Dikirim")
        assert citra["airway_bill"] == shelf.citra.shipment.awb
        assert (bimo["payment_method"], bimo["customer_phone"]) == ("BANK TRANSFER", "081311116222")
        assert (ayu["airway_bill"], ayu["grand_total"], ayu["shipping_cost"]) == (None, 112_000, 12_000)
        assert (ayu["bank"], ayu["is_komship"], ayu["is_print"]) == ("0", 1, 0)
        (line,) = ayu["product"]
        assert (line["product_name"], line["variant_name"], line["qty"], line["price"]) == (
            "Jilbab Segi Empat",
            "0",
            2,
            50_000,
        )


class TestFilters:
    @pytest.mark.parametrize("version", [1, 2])
    def test_by_word_and_by_number(self, siti_api: APIClient, shelf: Shelf, version: int) -> None:
        answers = [(query, found(siti_api, shelf, version, **query)) for query, _ in FOUND]
        assert answers == FOUND

    def test_by_what_is_read_out(self, siti_api: APIClient, shelf: Shelf) -> None:
        assert shelf.citra.shipment is not None
        awb = shelf.citra.shipment.awb or ""
        assert found(siti_api, shelf, search=shelf.bimo.number) == "b"
        assert found(siti_api, shelf, search=awb) == found(siti_api, shelf, search=awb[-5:]) == "c"

    def test_by_numbers_and_place(self, siti_api: APIClient, shelf: Shelf) -> None:
        assert found(siti_api, shelf, order_id=f"{shelf.ayu.pk},{shelf.citra.pk}") == "ac"
        assert found(siti_api, shelf, partner_address_id=shelf.market.warehouse.pk) == "abc"
        assert found(siti_api, shelf, product_id=shelf.market.product.pk) == "abc"

    def test_nonsense_is_refused(self, siti_api: APIClient, shelf: Shelf) -> None:
        answers = [siti_api.get(path(shelf, 2), query) for query in NONSENSE]
        assert [answer.status_code for answer in answers] == [400] * len(NONSENSE)
        assert {answer.json()["status"] for answer in answers} == {"failed"}


def test_windows(siti_api: APIClient, shelf: Shelf) -> None:
    assert found(siti_api, shelf, limit=1) == "c"
    assert found(siti_api, shelf, limit=1, offset=1) == "b"
    assert found(siti_api, shelf, offset=2) == "a"
    assert found(siti_api, shelf, offset=3, limit=50) == ""


def test_v3_leaves_out_what_waits_for_its_airway_bill(siti_api: APIClient, shelf: Shelf) -> None:
    shelf.market.ask_pickup(shelf.ayu)
    assert found(siti_api, shelf, 3, order_status="Diajukan") == "b"
    assert found(siti_api, shelf, 2, order_status="Diajukan") == "ab"
    assert found(siti_api, shelf, 3, order_id=shelf.ayu.pk) == "a"


def test_strangers_staff_and_the_signed_out(
    rina_api: APIClient, budi_api: APIClient, nobody_api: APIClient, shelf: Shelf
) -> None:
    for version in (1, 2, 3):
        assert rina_api.get(path(shelf, version)).status_code == 400
        assert nobody_api.get(path(shelf, version)).status_code == 401
        assert found(budi_api, shelf, version) == "abc"


@pytest.mark.parametrize(
    ("version", "name"), [(1, "orders.list.v1"), (2, "orders.list.v2"), (3, "orders.list.v3")]
)
def test_how_many_queries_a_list_takes(
    siti_api: APIClient, shelf: Shelf, query_budget: QueryBudget, version: int, name: str
) -> None:
    """Two to know the caller, one for the orders, one for their lines; the page also counts."""
    rows(siti_api, shelf, version)
    with query_budget(name):
        assert len(rows(siti_api, shelf, version)) == 3


@override_settings(ALLOWED_HOSTS=["toko.example"])
def test_pictures_have_addresses(siti_api: APIClient, shelf: Shelf) -> None:
    Order.objects.get(pk=shelf.ayu.pk).lines.update(image_url="/media/jilbab.png")
    answer = siti_api.get(path(shelf, 2), headers={"Host": "toko.example"}, HTTP_HOST="toko.example")
    row = answer.json()["data"][-1]
    assert row["product"][0]["product_image"] == "http://toko.example/media/jilbab.png"
    assert row["shipment_image_path"].startswith("http://toko.example/")
