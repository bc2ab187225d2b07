from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts import ports
from accounts.models import Partner, User, Warehouse
from accounts.services import add_member
from accounts.states import MemberRole, WarehouseKind
from tests.factories.accounts import make_warehouse


def data_of(client: APIClient, path: str) -> Any:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 200
    return answer.json()["data"]


@pytest.fixture
def rented(siti_partner: Partner, siti_warehouse: Warehouse) -> Warehouse:
    return make_warehouse(siti_partner, "Gudang Mitra", kind=WarehouseKind.FULFILMENT)


def test_v1_lists_own_addresses_in_the_contracts_words(
    siti_api: APIClient, siti_warehouse: Warehouse
) -> None:
    (row,) = data_of(siti_api, "v1/address")
    expected = {
        "address_id": siti_warehouse.pk,
        "address_name": "Gudang Jakarta",
        "zip_code": 11450,
        "address_detail": "Jl. Mawar No. 12, RT 03 RW 05",
        "pic": "Siti Rahayu",
        "phone": "081298765432",
        "is_default": 1,
        "destination_id": 317306,
    }
    assert row | expected == row


def test_v1_leaves_rented_warehouses_out(siti_api: APIClient, rented: Warehouse) -> None:
    assert len(data_of(siti_api, "v1/address")) == 1
    assert len(data_of(siti_api, "v2/address")) == len(data_of(siti_api, "v3/address")) == 2


def test_v3_and_v2_for_the_order_form(
    siti_api: APIClient, siti_warehouse: Warehouse, rented: Warehouse
) -> None:
    own, other = data_of(siti_api, "v3/address")
    assert own == {
        "warehouse_id": siti_warehouse.pk,
        "warehouse_name": "Gudang Jakarta",
        "warehouse_type": "Private Warehouse",
        "is_default": 1,
    }
    assert (other["warehouse_type"], other["is_default"]) == ("Mitra Kompack", 0)
    first = data_of(siti_api, "v2/address")[0]
    assert (first["address_id"], first["warehouse_id"], first["address_name"]) == (
        siti_warehouse.pk,
        siti_warehouse.pk,
        "Gudang Jakarta",
    )


def test_lists_are_empty_not_null(siti_api: APIClient, rina_warehouse: Warehouse) -> None:
    assert [data_of(siti_api, path) for path in ("v1/address", "v2/address", "v3/address")] == [[], [], []]


def test_v3_answers_for_the_partner_in_the_query(
    budi: User, budi_api: APIClient, siti_warehouse: Warehouse, rina_warehouse: Warehouse
) -> None:
    rina_id = rina_warehouse.partner_id
    assert budi_api.get(f"/api/v3/address?partner_id={rina_id}").status_code == 400
    add_member(budi, partner_id=rina_id, role=MemberRole.HIRED_CS, rights=[])
    (row,) = data_of(budi_api, f"v3/address?partner_id={rina_id}")
    assert row["warehouse_id"] == rina_warehouse.pk
    (default,) = data_of(budi_api, "v3/address")
    assert default["warehouse_id"] == siti_warehouse.pk


def test_detail(siti_api: APIClient, siti_warehouse: Warehouse) -> None:
    assert data_of(siti_api, f"v1/address/{siti_warehouse.pk}") == data_of(siti_api, "v1/address")[0]


def test_old_address_without_region(siti_api: APIClient, siti_partner: Partner) -> None:
    make_warehouse(siti_partner, region=None)
    (row,) = data_of(siti_api, "v1/address")
    assert (row["destination_id"], row["zip_code"]) == (0, 0)


@pytest.mark.parametrize("number", [0, 2**62, 10**30])
def test_unknown_address(siti_api: APIClient, number: int) -> None:
    assert siti_api.get(f"/api/v1/address/{number}").status_code == 400
    assert siti_api.delete(f"/api/v1/address/delete/{number}").status_code == 400


def test_foreign_address_is_unknown_and_untouched(siti_api: APIClient, rina_warehouse: Warehouse) -> None:
    seen = siti_api.get(f"/api/v1/address/{rina_warehouse.pk}")
    deleted = siti_api.delete(f"/api/v1/address/delete/{rina_warehouse.pk}")
    unknown = siti_api.get(f"/api/v1/address/{2**62}")
    assert seen.content == deleted.content == unknown.content
    rina_warehouse.refresh_from_db()
    assert rina_warehouse.deleted_at is None


def test_delete(siti_api: APIClient, siti_second_warehouse: Warehouse) -> None:
    answer = siti_api.delete(f"/api/v1/address/delete/{siti_second_warehouse.pk}")
    expected = {"status": "success", "code": 200, "message": "Address deleted successfully."}
    assert answer.json() == expected
    assert len(data_of(siti_api, "v3/address")) == 1


def test_delete_by_post_with_a_method_field(siti_api: APIClient, siti_second_warehouse: Warehouse) -> None:
    path = f"/api/v1/address/delete/{siti_second_warehouse.pk}"
    assert siti_api.post(path, {"_method": "delete"}).json()["code"] == 200


def test_refusals_with_a_dialog_come_under_200(
    siti_api: APIClient,
    siti_warehouse: Warehouse,
    siti_second_warehouse: Warehouse,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ports._warehouse_guards, "test", lambda warehouse_id: True)
    for row in (siti_warehouse, siti_second_warehouse):
        answer = siti_api.delete(f"/api/v1/address/delete/{row.pk}")
        assert (answer.status_code, answer.json()["code"], answer.json()["status"]) == (200, 400, "failed")
        assert answer.json()["message"]
    assert Warehouse.objects.filter(deleted_at__isnull=True).count() == 2


def test_staff_without_the_right_cannot_delete(budi_api: APIClient, siti_second_warehouse: Warehouse) -> None:
    answer = budi_api.delete(f"/api/v1/address/delete/{siti_second_warehouse.pk}")
    assert answer.status_code == 400
    assert "hak" in answer.json()["message"]
    assert len(data_of(budi_api, "v3/address")) == 2


def test_query_count_does_not_grow(
    siti_api: APIClient, siti_partner: Partner, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        make_warehouse(siti_partner, f"Gudang {number}")
    for path in ("v1/address", "v2/address", "v3/address"):
        with django_assert_num_queries(3):
            assert len(data_of(siti_api, path)) == 5
