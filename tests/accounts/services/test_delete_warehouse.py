from collections.abc import Iterator

import pytest

from accounts import ports
from accounts.errors import WarehouseInUse, WarehouseIsDefault, WarehouseNotFound
from accounts.models import Warehouse
from accounts.selectors.warehouses import warehouse_list
from accounts.services import delete_warehouse


@pytest.fixture
def needed() -> Iterator[set[int]]:
    """Warehouses that some app above still needs."""
    ids: set[int] = set()
    ports.guard_warehouse("test", lambda warehouse_id: warehouse_id in ids)
    yield ids
    ports._warehouse_guards.pop("test")


def test_default_cannot_be_deleted(siti_warehouse: Warehouse) -> None:
    with pytest.raises(WarehouseIsDefault):
        delete_warehouse(siti_warehouse.pk, partner_id=siti_warehouse.partner_id)


def test_delete_keeps_the_row(siti_second_warehouse: Warehouse) -> None:
    partner_id = siti_second_warehouse.partner_id
    delete_warehouse(siti_second_warehouse.pk, partner_id=partner_id)
    assert siti_second_warehouse not in warehouse_list(partner_id)
    siti_second_warehouse.refresh_from_db()
    assert siti_second_warehouse.deleted_at is not None
    with pytest.raises(WarehouseNotFound):
        delete_warehouse(siti_second_warehouse.pk, partner_id=partner_id)


def test_address_in_use_cannot_be_deleted(siti_second_warehouse: Warehouse, needed: set[int]) -> None:
    needed.add(siti_second_warehouse.pk)
    with pytest.raises(WarehouseInUse):
        delete_warehouse(siti_second_warehouse.pk, partner_id=siti_second_warehouse.partner_id)
    needed.clear()
    delete_warehouse(siti_second_warehouse.pk, partner_id=siti_second_warehouse.partner_id)
