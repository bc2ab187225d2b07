"""The columns of what goes to the bank and of what comes back. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from finance.states import PayoutOutcome
from komship.lib.sheet_cells import Fault, heading_key, whole_number
from komship.lib.sheet_reading import Line

# In this order; `status`, `bank_reference` and `reason` are for the answer.
TO_BANK: Final = (
    "reference",
    "amount",
    "bank_code",
    "bank_name",
    "account_no",
    "account_name",
    "remark",
)

_HEADINGS: Final = {
    "reference": ("reference", "referensi", "nomor", "nopenarikan"),
    "status": ("status", "hasil", "result"),
    "bank_reference": ("bankreference", "referensibank", "noreferensibank"),
    "reason": ("reason", "alasan", "keterangan"),
    "amount": ("amount", "nominal", "jumlah", "amountrp"),
}
_OUTCOMES: Final = {
    PayoutOutcome.PAID: ("paid", "success", "sukses", "berhasil", "completed", "terkirim"),
    PayoutOutcome.FAILED: ("failed", "gagal", "rejected", "ditolak", "returned", "retur"),
}
_REFERENCE = re.compile(r"WD[0-9]{12,18}")


@dataclass(frozen=True, slots=True)
class BankResult:
    """What the bank says of one transfer. `amount_rp` is None where the file names none."""

    line: int
    reference: str
    outcome: PayoutOutcome
    bank_reference: str
    reason: str
    amount_rp: int | None


@dataclass(frozen=True, slots=True)
class BankResults:
    rows: list[BankResult]
    faults: list[Fault]


def read_results(lines: Sequence[Line]) -> BankResults:
    """Every line with what it says, and every fault of the file at once."""
    if not lines:
        return BankResults([], [Fault(1, "", _("Berkas ini kosong."))])
    columns = _columns(lines[0].cells)
    missing = [name for name in ("reference", "status") if name not in columns]
    if missing:
        return BankResults([], [Fault(1, name, _("Kolom ini tidak ada.")) for name in missing])
    found = BankResults([], [])
    seen: dict[str, int] = {}
    for line in lines[1:]:
        _read_line(line, columns, found, seen)
    if len(lines) == 1:
        found.faults.append(Fault(1, "", _("Berkas ini tidak berisi baris hasil.")))
    return found


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Where each known column stands; the first of several counts."""
    known = {key: name for name, keys in _HEADINGS.items() for key in keys}
    columns: dict[str, int] = {}
    for place, title in enumerate(cells):
        name = known.get(heading_key(title))
        if name is not None:
            columns.setdefault(name, place)
    return columns


def _read_line(line: Line, columns: dict[str, int], found: BankResults, seen: dict[str, int]) -> None:
    def cell(name: str) -> str:
        place = columns.get(name)
        return line.cells[place].strip() if place is not None and place < len(line.cells) else ""

    before = len(found.faults)
    reference = cell("reference").upper()
    if not _REFERENCE.fullmatch(reference):
        found.faults.append(Fault(line.number, "reference", _("Bukan nomor penarikan.")))
    elif reference in seen:
        text = _("Nomor ini sudah ada di baris %(line)d.") % {"line": seen[reference]}
        found.faults.append(Fault(line.number, "reference", text))
    seen.setdefault(reference, line.number)
    outcome = _outcome(cell("status"))
    if outcome is None:
        found.faults.append(Fault(line.number, "status", _("Isi dengan berhasil atau gagal.")))
    amount_rp = _amount(line, cell, found)
    if outcome is not None and len(found.faults) == before:
        found.rows.append(
            BankResult(
                line.number, reference, outcome, cell("bank_reference")[:60], cell("reason")[:200], amount_rp
            )
        )


def _amount(line: Line, cell: Callable[[str], str], found: BankResults) -> int | None:
    text = cell("amount")
    if not text:
        return None
    try:
        return whole_number(text)
    except ValueError:
        found.faults.append(Fault(line.number, "amount", _("Isi rupiah bulat tanpa sen.")))
        return None


def _outcome(text: str) -> PayoutOutcome | None:
    key = heading_key(text)
    return next((outcome for outcome, words in _OUTCOMES.items() if key in words), None)
