from django.db import transaction

from accounts.errors import WarehouseNotFound
from accounts.models import Partner, Warehouse
from komship.core.audit import Actor, record
from komship.lib.db import require_transaction


def set_default_warehouse(warehouse_id: int, *, partner_id: int, actor: Actor | None = None) -> None:
    """Make this the address that is offered first. Locks the partner row. Raises WarehouseNotFound."""
    with transaction.atomic():
        Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).first()
        row = Warehouse.objects.for_partner(partner_id).active().filter(pk=warehouse_id).first()
        if row is None:
            raise WarehouseNotFound
        if row.is_default:
            return
        make_default(partner_id, warehouse_id)
        record("warehouse.made_default", row, actor=actor)


def make_default(partner_id: int, warehouse_id: int) -> None:
    """Move the mark. Joins the caller's transaction, which holds the partner's row lock.

    The old mark goes first: the unique index is checked row by row.
    """
    require_transaction()
    mine = Warehouse.objects.for_partner(partner_id)
    mine.filter(is_default=True).exclude(pk=warehouse_id).update(is_default=False)
    mine.filter(pk=warehouse_id).update(is_default=True)
