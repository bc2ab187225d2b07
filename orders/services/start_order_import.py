"""Let the checked orders of a file in."""

from django.db import transaction

from accounts.models import Partner
from komship.core import audit
from komship.core.audit import Actor
from komship.core.jobs import Job
from orders.errors import NothingToStore
from orders.models import OrderImportRow
from orders.services._import_rows import STORE, begin_job, locked_import
from orders.services._mass_switch import require_mass_orders
from orders.states import ImportRowState


def start_order_import(partner: Partner, import_id: int, *, actor: Actor) -> Job:
    """Begin to store the orders that are ready, in the background; those with faults stay where they are.

    Also goes on after a job that was stopped or has died. Locks the import. The partner's settings must
    be loaded. Raises MassOrdersOff, ImportNotFound, ImportBusy, NothingToStore, TooManyJobs.
    """
    with transaction.atomic():
        work = locked_import(partner.pk, import_id)
        require_mass_orders(partner)
        rows = OrderImportRow.objects.filter(order_import=work, state=ImportRowState.READY)
        positions = list(rows.order_by("position").values_list("position", "line"))
        if not positions:
            raise NothingToStore
        audit.record("orders.import_started", work, actor=actor, change=(None, {"orders": len(positions)}))
        return begin_job(work, STORE, positions, actor)
