"""Store the next few products of an import."""

from dataclasses import asdict

from django.db.models import F

from komship.core.audit import Actor
from komship.core.outbox import emit
from komship.lib import clock, db
from komship.lib.errors import DomainError, InvalidInput
from komship.lib.sheet_cells import Fault
from products.events import ImportContinues
from products.models import ProductImport
from products.services._import_rows import WaitingProduct, waiting_product
from products.services.create_product import create_product
from products.services.update_product import update_product
from products.sheet.parsing import faults_of
from products.states import ImportStage

# About a second of work: progress shows, and a dying worker loses no more than this.
SLICE = 50


def run_import(import_id: int, *, position: int) -> None:
    """Store up to fifty products from `position` on and ask for the next ones.

    Runs in the caller's transaction, together with the delivery of the event: each product is
    stored exactly once, whatever dies. Locks the import. A product that cannot be stored any more
    (its name was taken meanwhile) is told among the faults and does not stop the others.
    """
    db.require_transaction()
    work = ProductImport.objects.select_for_update().select_related("user").filter(pk=import_id).first()
    if work is None or work.stage != ImportStage.RUNNING or work.handled != position:
        return
    actor = Actor(user_id=work.user_id, label=work.user.username, channel="import")
    rows = [waiting_product(row) for row in work.rows[position : position + SLICE]]
    faults: list[Fault] = []
    for row in rows:
        try:
            _store(work.partner_id, row, actor)
        except DomainError as refused:
            faults += _told(row.line, refused)
    refused_lines = {fault.line for fault in faults}
    stored = [row for row in rows if row.line not in refused_lines]
    added = sum(row.product_id is None for row in stored)
    handled = position + len(rows)
    is_done = handled >= work.total
    ProductImport.objects.filter(pk=import_id).update(
        handled=handled,
        added=F("added") + added,
        changed=F("changed") + len(stored) - added,
        faults=work.faults + [asdict(fault) for fault in faults],
        **({"stage": ImportStage.DONE, "finished_at": clock.now(), "rows": []} if is_done else {}),
    )
    if not is_done:
        emit(ImportContinues(import_id, position=handled))


def _store(partner_id: int, row: WaitingProduct, actor: Actor) -> None:
    if row.product_id is None:
        create_product(partner_id, draft=row.draft, actor=actor)
    else:
        update_product(partner_id, product_id=row.product_id, draft=row.draft, actor=actor)


def _told(line: int, refused: DomainError) -> list[Fault]:
    faults = faults_of(line, refused) if isinstance(refused, InvalidInput) else []
    return faults or [Fault(line, "", refused.message)]
