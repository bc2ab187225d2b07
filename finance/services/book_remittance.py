from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from finance import chart
from finance.models import CodDifference, Entry, Remittance
from finance.services._matching import classify
from finance.services._remittance import audit_remittance, lock_remittance, owed
from finance.services._signature import person
from finance.services._transition import move_difference, move_remittance
from finance.services.post_entry import Draft, post_entry
from finance.states import (
    RECOGNISED_LINES,
    DifferenceKind,
    DifferenceStatus,
    EntryKind,
    RemittanceStatus,
    Resolution,
)
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import InvalidInput, StaleState

_RECOGNISED = Q(kind__in=RECOGNISED_LINES)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the bank says came in for a statement: whole rupiah, a Jakarta date, the bank's reference."""

    received_rp: int
    received_on: date
    bank_reference: str


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a statement brings, in whole rupiah: see `_post`."""

    expected_rp: int
    cost_rp: int
    gap_rp: int
    fee_rp: int


def book_remittance(remittance_id: int, receipt: Receipt, *, actor: Actor) -> Remittance:
    """Ops confirms the receipt at the bank: one entry for the whole statement (money rules, section 10).

    Matches once more, so that what counts is what stands in the books now. Bank and accepted fees are
    debited, what the recognised parcels owe is credited; whatever does not fit lies in suspense under an
    open difference. Parcels that were missing and are listed here are missing no more. Locks the courier,
    then the statement; once. Audited. Raises PersonNeeded, NotFound, InvalidInput, StaleState.
    """
    user_id = person(actor)
    _check(receipt)
    with transaction.atomic():
        remittance = lock_remittance(remittance_id)
        if remittance.status != RemittanceStatus.READY:
            raise StaleState(_("Laporan ini sudah dibukukan atau belum siap."))
        classify(remittance)
        entry = _post(remittance, _sums(remittance), receipt, actor)
        remittance.lines.filter(_RECOGNISED).update(is_counted=True)
        _keep_receipt_difference(remittance, receipt)
        _close_missing(remittance)
        move_remittance(
            remittance,
            RemittanceStatus.BOOKED,
            received_rp=receipt.received_rp,
            received_on=receipt.received_on,
            bank_reference=receipt.bank_reference.strip(),
            booked_by_id=user_id,
            booked_at=clock.now(),
            entry=entry,
        )
        audit_remittance(
            "booked",
            remittance,
            actor=actor,
            received_rp=receipt.received_rp,
            bank_reference=receipt.bank_reference,
            entry_id=entry.pk if entry else None,
        )
        return remittance


def _check(receipt: Receipt) -> None:
    faults: dict[str, list[str]] = {}
    if receipt.received_rp < 0:
        faults["received_rp"] = [_("Nominal tidak bisa negatif.")]
    if not 1 <= len(receipt.bank_reference.strip()) <= 60:
        faults["bank_reference"] = [_("Isi referensi bank, paling banyak 60 karakter.")]
    if receipt.received_on > clock.today():
        faults["received_on"] = [_("Tanggal diterima tidak bisa di masa depan.")]
    if faults:
        raise InvalidInput(next(iter(faults.values()))[0], fields=faults)


def _sums(remittance: Remittance) -> _Sums:
    """One query over the lines."""
    return _Sums(
        **remittance.lines.aggregate(
            expected_rp=Coalesce(Sum("expected_rp", filter=_RECOGNISED), 0),
            cost_rp=Coalesce(Sum("cost_rp"), 0),
            gap_rp=Coalesce(Sum("gap_rp"), 0),
            fee_rp=Coalesce(Sum("fee_rp"), 0),
        )
    )


def _post(remittance: Remittance, sums: _Sums, receipt: Receipt, actor: Actor) -> Entry | None:
    """Bank + cost + gaps + what the bank lacks = what the parcels owe + fees that will be billed.

    Follows from gap = expected - amount + fee - cost, summed over the lines. None when nothing moves.
    """
    short_rp = remittance.promised_rp - receipt.received_rp
    billed_rp = 0 if remittance.terms.withholds_fee else sums.fee_rp
    lines = [
        owed(chart.BANK, receipt.received_rp),
        owed(chart.COD_COST_EXPENSE, sums.cost_rp),
        owed(chart.SUSPENSE, sums.gap_rp + short_rp),
        owed(chart.COD_RECEIVABLE, -sums.expected_rp),
        owed(chart.COURIER_PAYABLE, -billed_rp),
    ]
    if not any(line.amount_rp for line in lines):
        return None
    return post_entry(
        Draft(
            kind=EntryKind.COD_REMITTED,
            key=f"remittance:{remittance.pk}",
            lines=lines,
            reference=f"CODR{remittance.pk:06d}",
            actor=actor.label[:80],
            memo=f"{remittance} {receipt.bank_reference.strip()}",
        )
    )


def _keep_receipt_difference(remittance: Remittance, receipt: Receipt) -> None:
    short_rp = remittance.promised_rp - receipt.received_rp
    if short_rp:
        CodDifference.objects.create(
            kind=DifferenceKind.RECEIPT,
            remittance=remittance,
            amount_rp=short_rp,
            since_on=receipt.received_on,
        )


def _close_missing(remittance: Remittance) -> None:
    """What another statement missed has come; a proposal to write it off is void."""
    listed = remittance.lines.filter(_RECOGNISED).values("parcel_id")
    missing = CodDifference.objects.filter(kind=DifferenceKind.MISSING, parcel_id__in=listed)
    for row in missing.exclude(status=DifferenceStatus.RESOLVED).select_for_update(no_key=True):
        move_difference(
            row, DifferenceStatus.RESOLVED, resolution=Resolution.LISTED, reason=str(remittance)[:255]
        )
