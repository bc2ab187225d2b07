import pytest

from accounts.errors import WarehouseNotFound
from accounts.models import Partner, Warehouse
from accounts.services import delete_warehouse, hold_warehouse


def test_an_address_in_use_is_held(siti_warehouse: Warehouse) -> None:
    hold_warehouse(siti_warehouse.pk, partner_id=siti_warehouse.partner_id)


def test_a_deleted_or_foreign_address_is_not_there(
    siti_second_warehouse: Warehouse, rina_partner: Partner
) -> None:
    with pytest.raises(WarehouseNotFound):
        hold_warehouse(siti_second_warehouse.pk, partner_id=rina_partner.pk)
    delete_warehouse(siti_second_warehouse.pk, partner_id=siti_second_warehouse.partner_id)
    with pytest.raises(WarehouseNotFound):
        hold_warehouse(siti_second_warehouse.pk, partner_id=siti_second_warehouse.partner_id)
