from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Warehouse
from tests.factories.shipping import place

pytestmark = pytest.mark.usefixtures("couriers")


def address(**changes: Any) -> dict[str, Any]:
    values = {
        "_method": "post",
        "address_name": "Gudang Bandung",
        "address_detail": "Jl. Cihapit No. 5",
        "pic": "Siti Rahayu",
        "phone": "081234567890",
        "zip_code": "40114",
        "destination_id": str(place("Cihapit").pk),
        "origin_code": "BDO10000",
        "is_default": "0",
    }
    return values | changes


def test_stores_the_region_of_the_destination(siti_api: APIClient) -> None:
    answer = siti_api.post("/api/v1/address/store", address(origin_code="XXX10000"), format="multipart")

    assert answer.json() == {"status": "success", "code": 200, "message": "Address stored successfully"}
    row = Warehouse.objects.get()
    assert (row.district, row.city, row.postal_code) == ("Bandung Wetan", "Bandung", "40114")
    assert (row.origin_code, row.destination_ref) == ("BDO10000", place("Cihapit").pk)
    assert row.is_default


def test_zip_code_alone_is_enough(siti_api: APIClient) -> None:
    body = {name: text for name, text in address(zip_code=53114).items() if name != "destination_id"}

    siti_api.post("/api/v1/address/store", body, format="json")

    assert Warehouse.objects.get().village == "Purwokerto Lor"


@pytest.mark.parametrize(
    "bad",
    [
        {"destination_id": "999999999"},
        {"destination_id": "abc"},
        {"destination_id": "", "zip_code": ""},
        {"destination_id": "undefined", "zip_code": "00000"},
        {"phone": "12ab"},
        {"pic": "A" * 31},
        {"pic": "A/B"},
        {"address_detail": "x" * 86},
        {"address_detail": ""},
        {"address_name": " "},
    ],
)
def test_refusals_come_under_http_200(siti_api: APIClient, bad: dict[str, str]) -> None:
    answer = siti_api.post("/api/v1/address/store", address(**bad), format="multipart")

    body = answer.json()
    assert (answer.status_code, body["status"], body["code"]) == (200, "failed", 400)
    assert body["message"]
    assert not Warehouse.objects.exists()


def test_refusals_name_the_clients_own_inputs(siti_api: APIClient) -> None:
    body = siti_api.post("/api/v1/address/store", address(pic="A" * 31), format="multipart").json()

    assert list(body["errors"]) == ["pic"]


def test_update_by_spoofed_put(siti_api: APIClient, siti_warehouse: Warehouse) -> None:
    answer = siti_api.post(
        f"/api/v1/address/update/{siti_warehouse.pk}",
        address(_method="put", address_name="Gudang Baru"),
        format="multipart",
    )

    assert answer.json()["message"] == "Address updated successfully"
    siti_warehouse.refresh_from_db()
    assert (siti_warehouse.name, siti_warehouse.village) == ("Gudang Baru", "Cihapit")
    assert siti_warehouse.is_default, "the default address cannot lose its mark"


def test_update_without_a_region_keeps_it(siti_api: APIClient, siti_warehouse: Warehouse) -> None:
    body = address(_method="put", destination_id="undefined", zip_code="undefined")

    siti_api.post(f"/api/v1/address/update/{siti_warehouse.pk}", body, format="multipart")

    before = siti_warehouse.village
    siti_warehouse.refresh_from_db()
    assert (siti_warehouse.name, siti_warehouse.village) == ("Gudang Bandung", before)


def test_foreign_address_stays_as_it_is(siti_api: APIClient, rina_warehouse: Warehouse) -> None:
    answer = siti_api.put(f"/api/v1/address/update/{rina_warehouse.pk}", address(), format="multipart")

    assert answer.status_code == 400
    assert Warehouse.objects.get(pk=rina_warehouse.pk).name == rina_warehouse.name


def test_staff_without_the_right_are_refused(budi_api: APIClient) -> None:
    answer = budi_api.post("/api/v1/address/store", address(), format="multipart")

    assert answer.json()["code"] == 400
    assert not Warehouse.objects.exists()
