"""Two people move the default mark at the same moment; a default is deleted while it is chosen."""

import threading
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, transaction

from accounts.errors import WarehouseIsDefault, WarehouseNotFound
from accounts.models import Partner, Warehouse
from accounts.services import delete_warehouse, save_warehouse, set_default_warehouse
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop, make_warehouse, warehouse_input

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 10


@pytest.fixture
def partner() -> Partner:
    return make_shop("siti").partner


@pytest.fixture
def warehouses(partner: Partner) -> list[Warehouse]:
    return [make_warehouse(partner, f"Gudang {n}") for n in range(3)]


def defaults(partner: Partner) -> list[Warehouse]:
    return list(Warehouse.objects.for_partner(partner.pk).filter(is_default=True, deleted_at__isnull=True))


def switch(partner: Partner, warehouse: Warehouse) -> str:
    try:
        for _ in range(ROUNDS):
            set_default_warehouse(warehouse.pk, partner_id=partner.pk)
    except (IntegrityError, OperationalError):
        return "clash"
    return "done"


def test_switches_follow_each_other(partner: Partner, warehouses: list[Warehouse]) -> None:
    outcomes = at_once([partial(switch, partner, row) for row in warehouses * 2])

    assert outcomes == {"done": 6}
    assert len(defaults(partner)) == 1


def test_control_without_the_partners_lock_switches_clash(
    partner: Partner, warehouses: list[Warehouse]
) -> None:
    """The same without the lock: both clear the old mark, both set theirs; only the index stops one."""
    both_have_cleared = threading.Barrier(2)
    mine = Warehouse.objects.for_partner(partner.pk)
    mine.update(is_default=False)

    def switch_carelessly(warehouse: Warehouse) -> str:
        try:
            with transaction.atomic():
                mine.filter(is_default=True).update(is_default=False)
                both_have_cleared.wait(timeout=30)
                mine.filter(pk=warehouse.pk).update(is_default=True)
        except IntegrityError:
            return "clash"
        return "done"

    outcomes = at_once([partial(switch_carelessly, row) for row in warehouses[:2]])

    assert outcomes == {"done": 1, "clash": 1}


def test_first_addresses_at_once_give_one_default(partner: Partner) -> None:
    def add(name: str) -> str:
        save_warehouse(warehouse_input(name), partner_id=partner.pk)
        return "saved"

    outcomes = at_once([partial(add, f"Gudang {n}") for n in range(6)])

    assert outcomes == {"saved": 6}
    assert len(defaults(partner)) == 1


def test_a_default_is_never_deleted(partner: Partner, warehouses: list[Warehouse]) -> None:
    """One makes the second address the default while another deletes it: one of them is refused."""
    second = warehouses[1]

    def choose() -> str:
        try:
            set_default_warehouse(second.pk, partner_id=partner.pk)
        except WarehouseNotFound:
            return "too late"
        return "chosen"

    def delete() -> str:
        try:
            delete_warehouse(second.pk, partner_id=partner.pk)
        except WarehouseIsDefault:
            return "kept"
        return "deleted"

    outcomes = at_once([choose, delete])

    assert set(outcomes) in ({"chosen", "kept"}, {"deleted", "too late"})
    assert len(defaults(partner)) == 1
