import pytest
from rest_framework.test import APIClient

from accounts.models import Partner, Warehouse
from shipping.models import Courier, PartnerCourier
from tests.factories.shipping import close, switch_on

pytestmark = pytest.mark.usefixtures("couriers")

UPDATE = {"shipping_name": "JNE", "is_komship": 1}


def switches(api: APIClient) -> dict[str, int]:
    rows = api.get("/api/v1/partner/shipment/not-active").json()["data"]
    return {row["shipping_name"]: row["is_active"] for row in rows}


def test_only_names_the_clients_know(siti_api: APIClient) -> None:
    rows = siti_api.get("/api/v1/shipments").json()["data"]

    assert rows == [{"shipping_name": name} for name in ("JNE", "SICEPAT", "IDEXPRESS", "SAP")]


def test_active_couriers_come_first(siti_api: APIClient, siti_partner: Partner, jne: Courier) -> None:
    Courier.objects.filter(pk=jne.pk).update(position=99)
    switch_on(siti_partner, jne)

    rows = siti_api.get("/api/v1/partner/shipment", {"is_komship": 1}).json()["data"]

    assert rows[0] == {
        "shipment_id": jne.pk,
        "shipping_name": "JNE",
        "is_active": 1,
        "is_komship": 1,
        "reason": "",
    }
    assert [row["is_active"] for row in rows] == [1, 0, 0, 0]


def test_nobody_has_couriers_of_her_own(siti_api: APIClient, siti_partner: Partner, jne: Courier) -> None:
    switch_on(siti_partner, jne)

    rows = siti_api.get("/api/v1/partner/shipment", {"is_komship": 0}).json()["data"]

    assert {(row["is_active"], row["is_komship"]) for row in rows} == {(0, 0)}


def test_settings_list_every_courier_with_its_logo(siti_api: APIClient) -> None:
    close("sicepat")

    rows = siti_api.get("/api/v1/partner/shipment/not-active").json()["data"]

    assert [row["shipping_name"] for row in rows] == ["JNE", "SICEPAT", "IDEXPRESS", "SAP"]
    assert all(row["image_path"].startswith("http") for row in rows)
    assert rows[1]["reason"]


def test_switching_on_and_off(siti_api: APIClient, siti_warehouse: Warehouse, jne: Courier) -> None:
    path = f"/api/v1/partner/shipment/update/{jne.pk}"
    partner_id = siti_warehouse.partner_id

    on = siti_api.put(path, UPDATE | {"is_active": 1, "partner_id": partner_id}, format="json")
    assert on.json() == {"status": "success", "code": 200, "message": "Shipment updated successfully"}
    assert switches(siti_api)["JNE"] == 1

    siti_api.put(path, UPDATE | {"is_active": 0}, format="json")
    assert switches(siti_api)["JNE"] == 0


def test_switching_on_needs_a_pickup_address(siti_api: APIClient, jne: Courier) -> None:
    answer = siti_api.put(
        f"/api/v1/partner/shipment/update/{jne.pk}", UPDATE | {"is_active": 1}, format="json"
    )

    assert answer.status_code == 400
    assert answer.json()["message"] == ("Kamu harus melengkapi bagian Kelurahan/Kecamatan pada Alamat Pickup")
    assert not PartnerCourier.objects.exists()


def test_closed_courier_says_why(
    siti_api: APIClient, siti_warehouse: Warehouse, couriers: dict[str, Courier]
) -> None:
    closed = close("sicepat", "SICEPAT segera hadir di Komship.")
    path = f"/api/v1/partner/shipment/update/{closed.pk}"

    answer = siti_api.put(path, UPDATE | {"is_active": 1}, format="json")

    assert (answer.status_code, answer.json()["message"]) == (400, "SICEPAT segera hadir di Komship.")


@pytest.mark.parametrize("bad", [{"is_active": 7}, {}, {"is_active": 1, "partner_id": 999_999}])
def test_bad_input_changes_nothing(
    siti_api: APIClient, siti_warehouse: Warehouse, jne: Courier, bad: dict[str, object]
) -> None:
    answer = siti_api.put(f"/api/v1/partner/shipment/update/{jne.pk}", bad, format="json")

    assert answer.status_code == 400
    assert not PartnerCourier.objects.exists()


def test_unknown_courier(siti_api: APIClient, siti_warehouse: Warehouse) -> None:
    answer = siti_api.put("/api/v1/partner/shipment/update/999999", UPDATE | {"is_active": 1}, format="json")

    assert (answer.status_code, answer.json()["message"]) == (400, "Ekspedisi tidak ditemukan.")


def test_switches_are_her_own(
    siti_api: APIClient, rina_api: APIClient, rina_partner: Partner, jne: Courier
) -> None:
    switch_on(rina_partner, jne)

    assert switches(rina_api)["JNE"] == 1
    assert switches(siti_api)["JNE"] == 0
