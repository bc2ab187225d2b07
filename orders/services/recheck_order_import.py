"""Look again at the orders of a file that are not stored."""

from django.db import transaction

from komship.core.audit import Actor
from komship.core.jobs import Job
from orders.errors import NothingToCheck
from orders.models import OrderImportRow
from orders.services._import_rows import CHECK, begin_job, locked_import
from orders.states import ImportRowState

OPEN = (ImportRowState.WAITING, ImportRowState.FAULTY, ImportRowState.READY)


def recheck_order_import(partner_id: int, import_id: int, *, actor: Actor) -> Job:
    """Check what is not stored once more, after stock, money, couriers or products have changed.

    Locks the import. Raises ImportNotFound, ImportBusy, NothingToCheck, TooManyJobs.
    """
    with transaction.atomic():
        work = locked_import(partner_id, import_id)
        rows = OrderImportRow.objects.filter(order_import=work, state__in=OPEN)
        positions = list(rows.order_by("position").values_list("position", "line"))
        if not positions:
            raise NothingToCheck
        rows.update(state=ImportRowState.WAITING, faults=[])
        return begin_job(work, CHECK, positions, actor)
