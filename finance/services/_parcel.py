"""What all moves of a parcel share: lock it, move it, make its entries fit the new stage."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from finance.models import Entry, ParcelMoney
from finance.services._parcel_lines import BUILDERS
from finance.services._spending import lock_purses
from finance.services._transition import move_parcel
from finance.services.post_entry import SYSTEM, Draft, Line, post_entry
from finance.services.reverse_entry import reverse_entry
from finance.states import (
    COMPENSATIONS,
    PARCEL_ENTRY_KINDS,
    PARCEL_LATE,
    STAGE_ENTRIES,
    EntryKind,
    ParcelStage,
    PaymentMethod,
)
from komship.lib.compiled import CompiledQuery
from komship.lib.db import require_transaction
from komship.lib.errors import NotFound

# Taken from points and balance together, so both are locked before the first of a parcel's entries.
PAID_FROM_PURSES = frozenset({EntryKind.SHIPPING_CHARGE, EntryKind.RETURN_CHARGE})

_LOCKED = CompiledQuery(
    lambda reference: ParcelMoney.objects.select_for_update(no_key=True).filter(reference=reference)
)
_IN_FORCE = CompiledQuery(
    lambda reference: (
        Entry.objects.in_force().filter(reference=reference, kind__in=PARCEL_ENTRY_KINDS).order_by("id")
    )
)


def lock_parcel(reference: str) -> ParcelMoney:
    """The parcel's money, locked until the transaction ends. Raises NotFound."""
    require_transaction()
    parcel = _LOCKED.first(reference)
    if parcel is None:
        raise NotFound(_("Uang paket tidak ditemukan."), reference=reference)
    return parcel


def go_to(
    reference: str, to: ParcelStage, *, is_correction: bool = False, **stamps: datetime | None
) -> ParcelMoney:
    """Move the parcel and post or reverse what the stage asks for; twice or too late changes nothing.

    A correction is never too late.
    """
    parcel = lock_parcel(reference)
    before = ParcelStage(parcel.stage)
    is_late = (before, to) in PARCEL_LATE and not is_correction
    if before == to or is_late:
        return parcel
    move_parcel(parcel, to, is_correction=is_correction, **stamps)
    fit_entries(parcel)
    return parcel


def fit_entries(parcel: ParcelMoney) -> None:
    """Reverse entries that the stage does not know, then post those it misses. The parcel is locked."""
    in_force = entries_in_force(parcel)
    stage = ParcelStage(parcel.stage)
    wanted = STAGE_ENTRIES[stage][PaymentMethod(parcel.method)]
    welcome = {*wanted, COMPENSATIONS.get(stage)}
    wrong = [entry for kind, entry in in_force.items() if kind not in welcome]
    changed = {EntryKind(entry.kind) for entry in wrong} | {kind for kind in wanted if kind not in in_force}
    if changed & PAID_FROM_PURSES:
        lock_purses(parcel.partner_id)
    if wrong:
        _reverse(parcel, wrong)
    for kind in wanted:
        if kind not in in_force:
            post_parcel_entry(parcel, kind, BUILDERS[kind](parcel))


def entries_in_force(parcel: ParcelMoney) -> dict[EntryKind, Entry]:
    """The parcel's entries that count, by kind, oldest first."""
    return {EntryKind(entry.kind): entry for entry in _IN_FORCE.all(parcel.reference)}


def post_parcel_entry(
    parcel: ParcelMoney, kind: EntryKind, lines: list[Line], *, actor: str = SYSTEM, memo: str = ""
) -> Entry | None:
    """Post one entry of the parcel, once per version; None when nothing is to be moved."""
    if not any(line.amount_rp for line in lines):
        return None
    key = f"parcel:{parcel.reference}:{kind}:{parcel.version}"
    return post_entry(Draft(kind, key, lines, parcel.reference, actor, memo))


def reverse_parcel_entries(parcel: ParcelMoney, *kinds: EntryKind) -> None:
    """Take back entries in force of these kinds, newest first, and begin a new version."""
    rows = [entry for kind, entry in entries_in_force(parcel).items() if kind in kinds]
    if rows:
        lock_purses(parcel.partner_id)
        _reverse(parcel, rows)


def _reverse(parcel: ParcelMoney, rows: list[Entry]) -> None:
    ParcelMoney.objects.filter(pk=parcel.pk).update(version=F("version") + 1)
    parcel.version += 1
    for entry in reversed(rows):
        given_back = entry.kind == EntryKind.SHIPPING_CHARGE
        reverse_entry(entry, kind=EntryKind.SHIPPING_REFUND if given_back else None)
