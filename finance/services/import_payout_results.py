from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import PayoutBatch, PayoutItem
from finance.payout_sheet import BankResult, read_results
from finance.services._payout import audit_batch, finish_if_done, lock_batch
from finance.services._withdrawal import give_back, lock_withdrawal, mark_paid
from finance.states import PayoutOutcome, PayoutStatus, WithdrawalStatus
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import Conflict, InvalidInput
from komship.lib.sheet_cells import Fault
from komship.lib.sheet_reading import read_lines


class AfterFailure(StrEnum):
    """What becomes of withdrawals whose transfer failed."""

    TRY_AGAIN = "try_again"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class PayoutResults:
    """How many were paid and failed by this file, were known before, and still wait."""

    paid: int
    failed: int
    known: int
    waiting: int


def import_payout_results(
    batch_id: int, content: bytes, *, actor: Actor, after_failure: AfterFailure
) -> PayoutResults:
    """Book what the bank says (CSV or XLSX) about a released batch: paid ones complete, failed ones stay
    approved for another batch or are rejected with the money back.

    All faults of the file are raised at once and nothing is booked; the same file again changes nothing.
    Each transfer is booked in a transaction of its own that locks its withdrawal, then the seller's
    account, so that an import that broke off is simply repeated. Audited. Raises NotFound, Conflict
    unless released, InvalidInput by line.
    """
    batch = _released(batch_id)
    read = read_results(read_lines(content))
    items = _items(batch)
    faults = read.faults + [fault for row in read.rows for fault in _faults(row, items)]
    if faults:
        raise _refusal(faults)
    counts = PayoutResults(0, 0, 0, 0)
    for row in read.rows:
        booked = _book(items[row.reference].pk, row, actor=actor, after_failure=after_failure)
        paid = booked and row.outcome == PayoutOutcome.PAID
        counts = replace(
            counts,
            paid=counts.paid + bool(paid),
            failed=counts.failed + bool(booked and not paid),
            known=counts.known + (not booked),
        )
    with transaction.atomic():
        finish_if_done(batch.pk, actor=actor)
    return replace(counts, waiting=_waiting(batch))


def _released(batch_id: int) -> PayoutBatch:
    with transaction.atomic():
        batch = lock_batch(batch_id)
        if batch.status not in (PayoutStatus.RELEASED, PayoutStatus.FINISHED):
            raise Conflict(_("Batch ini belum dilepas ke bank."))
        return batch


def _items(batch: PayoutBatch) -> Mapping[str, PayoutItem]:
    rows = PayoutItem.objects.filter(batch=batch).exclude(outcome=PayoutOutcome.DROPPED)
    return {row.withdrawal.number: row for row in rows.select_related("withdrawal")}


def _waiting(batch: PayoutBatch) -> int:
    return PayoutItem.objects.filter(batch=batch, outcome=PayoutOutcome.PENDING).count()


def _faults(row: BankResult, items: Mapping[str, PayoutItem]) -> list[Fault]:
    """What the file says against what the batch knows."""
    item = items.get(row.reference)
    if item is None:
        return [Fault(row.line, "reference", _("Tidak ada di batch ini."))]
    faults = []
    if row.amount_rp not in (None, item.withdrawal.amount_rp):
        text = _("Nominalnya lain: di sini %(ours)d, di berkas %(theirs)d.")
        known = {"ours": item.withdrawal.amount_rp, "theirs": row.amount_rp}
        faults.append(Fault(row.line, "amount", text % known))
    if item.outcome not in (PayoutOutcome.PENDING, row.outcome):
        text = _("Sudah dicatat %(outcome)s. Periksa ke bank; ini tidak diubah oleh berkas.")
        faults.append(Fault(row.line, "status", text % {"outcome": item.get_outcome_display()}))
    return faults


def _book(item_id: int, row: BankResult, *, actor: Actor, after_failure: AfterFailure) -> bool:
    """Book one result; False when it stands already, also when a rival import was a moment quicker."""
    with transaction.atomic():
        item = PayoutItem.objects.select_related("batch").get(pk=item_id)
        withdrawal = lock_withdrawal(item.withdrawal_id)
        touched = PayoutItem.objects.filter(pk=item_id, outcome=PayoutOutcome.PENDING).update(
            outcome=row.outcome,
            bank_reference=row.bank_reference,
            reason=row.reason,
            resulted_at=clock.now(),
        )
        if not touched:
            return False
        note = " ".join(part for part in (item.batch.number, row.bank_reference, row.reason) if part)
        if row.outcome == PayoutOutcome.PAID:
            mark_paid(withdrawal, actor=actor, note=note, by_bank=True)
        elif after_failure == AfterFailure.REJECT:
            text = row.reason or _("Transfer ditolak bank.")
            give_back(withdrawal, WithdrawalStatus.REJECTED, actor=actor, note=text)
        else:
            audit_batch("item_failed", item.batch, actor=actor, reason=f"{withdrawal.number} {row.reason}")
        return True


def _refusal(faults: list[Fault]) -> InvalidInput:
    fields: dict[str, list[str]] = {}
    for fault in sorted(faults, key=lambda fault: fault.line):
        name = _("Baris %(line)d") % {"line": fault.line}
        fields.setdefault(name, []).append(f"{fault.column}: {fault.text}" if fault.column else fault.text)
    return InvalidInput(_("Berkas ini belum bisa dibukukan. Perbaiki dulu barisnya."), fields=fields)
