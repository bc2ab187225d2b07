import pytest

from accounts.errors import PartnerNotServed, WarehouseNotFound
from accounts.models import Partner, Warehouse
from accounts.selectors.warehouses import default_warehouse, warehouse_detail, warehouse_list
from accounts.services import delete_warehouse, save_warehouse, set_default_warehouse
from komship.lib.errors import InvalidInput
from tests.factories.accounts import BANDUNG, make_warehouse, warehouse_input


def test_first_address_becomes_the_default(siti_partner: Partner) -> None:
    first = make_warehouse(siti_partner)
    second = make_warehouse(siti_partner, "Gudang Bandung")
    assert (first.is_default, second.is_default) == (True, False)
    assert default_warehouse(siti_partner.pk) == first


def test_region_is_copied_and_phone_is_stored_plainly(siti_warehouse: Warehouse) -> None:
    siti_warehouse.refresh_from_db()
    assert siti_warehouse.origin_code == "CGK10000"
    assert siti_warehouse.postal_code == "11450"
    assert siti_warehouse.district == "Grogol Petamburan"
    assert siti_warehouse.contact_phone == "6281298765432"


def test_new_default_takes_the_mark(siti_partner: Partner, siti_warehouse: Warehouse) -> None:
    second = make_warehouse(siti_partner, "Gudang Bandung", is_default=True)
    siti_warehouse.refresh_from_db()
    assert (siti_warehouse.is_default, second.is_default) == (False, True)
    assert [row.pk for row in warehouse_list(siti_partner.pk)] == [second.pk, siti_warehouse.pk]


def test_default_cannot_be_unmarked_by_saving(siti_partner: Partner, siti_warehouse: Warehouse) -> None:
    changed = save_warehouse(
        warehouse_input("Gudang Baru", is_default=False),
        partner_id=siti_partner.pk,
        warehouse_id=siti_warehouse.pk,
    )
    assert (changed.name, changed.is_default) == ("Gudang Baru", True)


def test_saving_without_a_region_keeps_it(siti_partner: Partner, siti_warehouse: Warehouse) -> None:
    save_warehouse(
        warehouse_input("Nama lain", region=None), partner_id=siti_partner.pk, warehouse_id=siti_warehouse.pk
    )
    siti_warehouse.refresh_from_db()
    assert (siti_warehouse.name, siti_warehouse.origin_code) == ("Nama lain", "CGK10000")


def test_region_can_be_changed(siti_partner: Partner, siti_warehouse: Warehouse) -> None:
    save_warehouse(
        warehouse_input(region=BANDUNG), partner_id=siti_partner.pk, warehouse_id=siti_warehouse.pk
    )
    siti_warehouse.refresh_from_db()
    assert (siti_warehouse.origin_code, siti_warehouse.village) == ("BDO10000", "Cihapit")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 61),
        ("contact_name", "x" * 31),
        ("contact_name", "Siti; Budi"),
        ("address_line", "   "),
        ("address_line", "Jl. Mawar 1/2"),
        ("address_line", "Jl. Mawar " + "😀" * 80),
        ("address_line", "Jl. \x00 Mawar"),
        ("contact_phone", "12345"),
        ("contact_phone", "0812 abc"),
        ("contact_phone", ""),
    ],
)
def test_refuses_bad_fields_by_name(siti_partner: Partner, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        save_warehouse(warehouse_input(**{field: value}), partner_id=siti_partner.pk)
    assert set(refused.value.fields) == {field}
    assert refused.value.message
    assert not Warehouse.objects.exists()


def test_emoji_and_unicode_are_kept(siti_partner: Partner) -> None:
    row = make_warehouse(siti_partner, "Gudang 😀 Ñandú", address_line="Jl. Café No. 5 😀")
    row.refresh_from_db()
    assert (row.name, row.address_line) == ("Gudang 😀 Ñandú", "Jl. Café No. 5 😀")


def test_foreign_and_unknown_addresses_are_not_found(
    siti_partner: Partner, siti_warehouse: Warehouse, rina_warehouse: Warehouse
) -> None:
    before = Warehouse.objects.values().get(pk=rina_warehouse.pk)
    for warehouse_id in (rina_warehouse.pk, 2**62):
        with pytest.raises(WarehouseNotFound):
            save_warehouse(warehouse_input(), partner_id=siti_partner.pk, warehouse_id=warehouse_id)
        with pytest.raises(WarehouseNotFound):
            delete_warehouse(warehouse_id, partner_id=siti_partner.pk)
        with pytest.raises(WarehouseNotFound):
            set_default_warehouse(warehouse_id, partner_id=siti_partner.pk)
        with pytest.raises(WarehouseNotFound):
            warehouse_detail(siti_partner.pk, warehouse_id)
    assert Warehouse.objects.values().get(pk=rina_warehouse.pk) == before


def test_unknown_partner(db: None) -> None:
    with pytest.raises(PartnerNotServed):
        save_warehouse(warehouse_input(), partner_id=2**62)
