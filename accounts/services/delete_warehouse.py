from django.db import transaction

from accounts.errors import WarehouseInUse, WarehouseIsDefault, WarehouseNotFound
from accounts.models import Partner, Warehouse
from accounts.ports import warehouse_is_needed
from komship.core.audit import Actor, record
from komship.lib import clock


def delete_warehouse(warehouse_id: int, *, partner_id: int, actor: Actor | None = None) -> None:
    """Take an address out of use; orders of the past keep it.

    Locks the partner row (against a change of the default) and the warehouse row (an order that
    names it waits). Raises WarehouseNotFound, WarehouseIsDefault, WarehouseInUse.
    """
    with transaction.atomic():
        Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).first()
        mine = Warehouse.objects.for_partner(partner_id).active()
        row = mine.select_for_update().filter(pk=warehouse_id).first()
        if row is None:
            raise WarehouseNotFound
        if row.is_default:
            raise WarehouseIsDefault
        if warehouse_is_needed(warehouse_id):
            raise WarehouseInUse
        mine.filter(pk=warehouse_id).update(deleted_at=clock.now())
        record("warehouse.deleted", row, actor=actor)
