"""What the use-cases about differences with couriers share."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from finance import chart
from finance.chart import AccountRef
from finance.errors import ResolutionRefused
from finance.models import CodDifference, Entry
from finance.services._remittance import lock_format, owed
from finance.services.post_entry import Draft, Line, post_entry
from finance.states import (
    RESOLUTIONS,
    DifferenceKind,
    EntryKind,
    LineKind,
    RemittanceStatus,
    Resolution,
)
from komship.core.audit import Actor, record
from komship.lib.db import require_transaction
from komship.lib.errors import InvalidInput, NotFound

LONGEST_REASON = 255


def lock_difference(difference_id: int) -> CodDifference:
    """The difference with its statement and line, locked behind its courier. Raises NotFound."""
    require_transaction()
    rows = CodDifference.objects.filter(pk=difference_id)
    format_id = rows.values_list("remittance__format_id", flat=True).first()
    if format_id is None:
        raise NotFound(_("Selisih tidak ditemukan."))
    lock_format(format_id)
    found = rows.select_related("remittance", "line", "parcel").select_for_update(of=("self",), no_key=True)
    difference = found.first()
    if difference is None:
        raise NotFound(_("Selisih tidak ditemukan."))
    return difference


def require_resolvable(difference: CodDifference, resolution: Resolution) -> None:
    """Raises ResolutionRefused where the difference cannot end like this, or not yet."""
    kind = DifferenceKind(difference.kind)
    if resolution not in RESOLUTIONS[kind]:
        text = _("%(kind)s tidak bisa diselesaikan dengan %(resolution)s.")
        raise ResolutionRefused(text % {"kind": kind.label, "resolution": resolution.label})
    if kind != DifferenceKind.MISSING and difference.remittance.status != RemittanceStatus.BOOKED:
        raise ResolutionRefused(_("Bukukan laporannya dulu: uangnya belum dicatat."))
    if resolution == Resolution.PAID_LATER and difference.amount_rp <= 0:
        raise ResolutionRefused(_("Kurir tidak berutang di selisih ini: uangnya lebih."))


def clean_reason(text: str) -> str:
    """Raises InvalidInput when nobody says why, or says too much."""
    reason = text.strip()
    if not 1 <= len(reason) <= LONGEST_REASON:
        refusal = _("Tulis alasannya, paling banyak %(most)d karakter.") % {"most": LONGEST_REASON}
        raise InvalidInput(refusal, fields={"reason": [refusal]})
    return reason


def where_it_lies(difference: CodDifference) -> AccountRef:
    """The account that holds an open difference."""
    return chart.COD_RECEIVABLE if difference.kind == DifferenceKind.MISSING else chart.SUSPENSE


def post_difference(
    difference: CodDifference, lines: Sequence[Line], *, actor: Actor, memo: str
) -> Entry | None:
    """The entry that ends a difference, once; None when nothing is to be moved."""
    if not any(line.amount_rp for line in lines):
        return None
    parcel = difference.parcel
    return post_entry(
        Draft(
            kind=EntryKind.COD_DIFFERENCE,
            key=f"difference:{difference.pk}",
            lines=lines,
            reference=f"CODD{difference.pk:07d}",
            actor=actor.label[:80],
            memo=f"{parcel.reference if parcel else difference.remittance} {memo}"[:255],
        )
    )


def closing_lines(difference: CodDifference, resolution: Resolution) -> list[Line]:
    """What each way to end moves. The difference leaves the account it lies in."""
    return _BUILDERS[resolution](difference)


def _against(account: AccountRef) -> Callable[[CodDifference], list[Line]]:
    def lines(difference: CodDifference) -> list[Line]:
        amount_rp = difference.amount_rp
        return [owed(account, amount_rp), owed(where_it_lies(difference), -amount_rp)]

    return lines


def _ignored(difference: CodDifference) -> list[Line]:
    """As if the line had never come: what it brought is owed back to the courier, its parcel owes again.

    Of a fee only the difference is disputed: the courier owes it through what we owe the courier. A parcel
    that is missing goes on being receivable.
    """
    if difference.kind == DifferenceKind.MISSING:
        return []
    line, gap_rp = difference.line, difference.amount_rp
    if line is None or difference.kind == DifferenceKind.FEE_DIFFERS:
        return [owed(chart.COURIER_PAYABLE, gap_rp), owed(chart.SUSPENSE, -gap_rp)]
    return [
        owed(chart.SUSPENSE, -gap_rp),
        owed(chart.COD_RECEIVABLE, line.expected_rp or 0),
        owed(chart.COD_COST_EXPENSE, -line.cost_rp),
        owed(chart.COURIER_PAYABLE, gap_rp + line.cost_rp - (line.expected_rp or 0)),
    ]


_BUILDERS: dict[Resolution, Callable[[CodDifference], list[Line]]] = {
    Resolution.PAID_LATER: _against(chart.BANK),
    Resolution.FEE_ACCEPTED: _against(chart.COD_COST_EXPENSE),
    Resolution.WRITTEN_OFF: _against(chart.COD_DIFFERENCE_EXPENSE),
    Resolution.IGNORED: _ignored,
}


def forget_line(difference: CodDifference) -> None:
    """A line that was wrong counts for nothing: another statement may bring its parcel."""
    line = difference.line
    if line is not None and difference.kind != DifferenceKind.FEE_DIFFERS:
        line.kind, line.is_counted = LineKind.IGNORED, False
        line.save(update_fields=["kind", "is_counted"])


def audit_difference(action: str, difference: CodDifference, *, actor: Actor, reason: str) -> None:
    """One audit line of a step."""
    after = {
        "status": str(difference.status),
        "kind": difference.kind,
        "amount_rp": difference.amount_rp,
        "resolution": str(difference.resolution),
        "entry_id": difference.entry_id,
    }
    record(f"finance.difference_{action}", difference, actor=actor, reason=reason, change=(None, after))
