"""Orders of a file as they wait in their rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Partner
from komship.core.audit import Actor
from komship.core.jobs import Job, NewItem, NewJob, start_job
from orders.errors import ImportBusy, ImportNotFound
from orders.models import OrderImport, OrderImportRow
from orders.models.sheets import OrderImportRowQuerySet
from orders.services._sheet_plans import SheetPlan, SheetSeller, work_out
from orders.sheet.faults import SheetFault
from orders.sheet.grouping import order_rows
from orders.states import ImportRowState

CHECK, STORE = "orders.check_import", "orders.store_import"
# About a second of work, so that progress shows; and one look-up for all of them.
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Rows:
    """A run of an import's rows, by their positions."""

    import_id: int
    first: int
    last: int


def locked_import(partner_id: int, import_id: int) -> OrderImport:
    """The partner's import with nothing at work on it, locked until the transaction ends.

    Raises ImportNotFound, ImportBusy.
    """
    mine = OrderImport.objects.for_partner(partner_id).select_for_update()
    work = mine.filter(pk=import_id).first()
    if work is None:
        raise ImportNotFound
    # Read after the lock: a join would show the job as it was before somebody else began another.
    if Job.objects.filter(pk=work.job_id or 0).unfinished().exists():
        raise ImportBusy
    return work


def begin_job(work: OrderImport, kind: str, positions: Iterable[tuple[int, int]], actor: Actor) -> Job:
    """Set the rows at these positions to work, a few at a time. `positions` pairs them with their lines."""
    rows = list(positions)
    runs = [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
    job = start_job(
        NewJob(
            kind=kind,
            title=work.file_name,
            partner_id=work.partner_id,
            actor=actor,
            items=[_item(work.pk, run) for run in runs],
        )
    )
    OrderImport.objects.filter(pk=work.pk).update(job=job)
    return job


def _item(import_id: int, run: list[tuple[int, int]]) -> NewItem:
    (first, line), (last, last_line) = run[0], run[-1]
    return NewItem(str(import_id), f"{line}-{last_line}", {"first": first, "last": last})


def seller_of(rows: Rows, actor: Actor) -> SheetSeller:
    """The seller whose import it is. Two queries."""
    work = OrderImport.objects.get(pk=rows.import_id)
    partner = Partner.objects.select_related("settings").get(pk=work.partner_id)
    return SheetSeller(partner, work.user_id, actor)


def rows_in(rows: Rows, state: ImportRowState) -> OrderImportRowQuerySet:
    """Those of the run in this state, in the order of the file."""
    found = OrderImportRow.objects.filter(order_import_id=rows.import_id, state=state)
    return found.filter(position__range=(rows.first, rows.last)).order_by("position")


def plans_for(seller: SheetSeller, rows: Sequence[OrderImportRow]) -> list[SheetPlan]:
    """The orders of these rows, worked out with what is true now."""
    return work_out(seller, [order_rows(row.lines, row.request_key) for row in rows])


def faults_json(faults: Iterable[SheetFault]) -> list[dict[str, Any]]:
    return [fault.to_json() for fault in faults]
