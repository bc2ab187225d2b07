import pytest
from rest_framework.test import APIClient

from accounts.models import Warehouse
from accounts.states import WarehouseKind
from shipping import ports


def test_own_and_rented_places(
    siti_api: APIClient, siti_warehouse: Warehouse, siti_second_warehouse: Warehouse
) -> None:
    Warehouse.objects.filter(pk=siti_second_warehouse.pk).update(kind=WarehouseKind.FULFILMENT)

    own, rented = siti_api.get("/api/v1/komship/warehouse").json()["data"]

    assert (own["id"], own["mitra_id"], own["warehouse_type"]) == (
        siti_warehouse.pk,
        None,
        "Private Warehouse",
    )
    assert (own["city"], own["destination_id"], own["is_default"]) == (
        siti_warehouse.city,
        siti_warehouse.destination_ref,
        1,
    )
    assert (rented["mitra_id"], rented["warehouse_type"]) == (siti_second_warehouse.pk, "Mitra Kompack")


def test_counts_come_from_the_apps_above(
    siti_api: APIClient, siti_warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "_counts", {})
    assert siti_api.get("/api/v1/komship/warehouse").json()["data"][0]["product_total"] == 0
    assert siti_api.get("/api/v1/komship/warehouse/pickup").json()["data"][0]["orders"] == 0

    ports.provide_warehouse_counts(ports.PRODUCTS, lambda partner_id: {siti_warehouse.pk: 7})
    ports.provide_warehouse_counts(ports.WAITING_ORDERS, lambda partner_id: {siti_warehouse.pk: 3})

    assert siti_api.get("/api/v1/komship/warehouse").json()["data"][0]["product_total"] == 7
    row = siti_api.get("/api/v1/komship/warehouse/pickup").json()["data"][0]
    assert (row["orders"], row["pic_name"], row["is_default"]) == (3, siti_warehouse.contact_name, 1)


def test_strangers_places_are_not_listed(siti_api: APIClient, rina_warehouse: Warehouse) -> None:
    for path in ("warehouse", "warehouse/pickup"):
        assert siti_api.get(f"/api/v1/komship/{path}").json()["data"] == []


def default_of(warehouse: Warehouse) -> int:
    return Warehouse.objects.get(partner=warehouse.partner, is_default=True).pk


def test_default_moves(
    siti_api: APIClient, siti_warehouse: Warehouse, siti_second_warehouse: Warehouse
) -> None:
    path = f"/api/v1/komship/warehouse/detail/{siti_second_warehouse.pk}/set-default"

    assert siti_api.put(path, {"is_default": 1}, format="json").json()["status"] == "success"
    assert default_of(siti_warehouse) == siti_second_warehouse.pk

    siti_api.put(path, {"is_default": 0}, format="json")
    assert default_of(siti_warehouse) == siti_second_warehouse.pk, "there is always one"


@pytest.mark.parametrize("body", [{}, {"is_default": "ya"}])
def test_bad_input(siti_api: APIClient, siti_second_warehouse: Warehouse, body: dict[str, object]) -> None:
    path = f"/api/v1/komship/warehouse/detail/{siti_second_warehouse.pk}/set-default"

    assert siti_api.put(path, body, format="json").status_code == 400
    assert default_of(siti_second_warehouse) != siti_second_warehouse.pk


def test_foreign_place(siti_api: APIClient, siti_warehouse: Warehouse, rina_warehouse: Warehouse) -> None:
    path = f"/api/v1/komship/warehouse/detail/{rina_warehouse.pk}/set-default"

    assert siti_api.put(path, {"is_default": 1}, format="json").status_code == 400
    assert default_of(siti_warehouse) == siti_warehouse.pk
