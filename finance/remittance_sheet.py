"""Reads a courier's COD statement by the headings that ops has filed for the courier. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.sheet_cells import Fault, heading_key, whole_number
from komship.lib.sheet_reading import Line, refusal, stream_lines

MOST_BYTES: Final = 40 * 1024 * 1024
MOST_LINES: Final = 200_000
MOST_FAULTS: Final = 20
SHOWN_LINES: Final = 8
# Couriers write their name, an address and a period above the table.
_HEADING_WITHIN: Final = 20
_SHOWN_HEADINGS: Final = 30
_LONGEST_CODE: Final = 40
_MOST_RP: Final = 10_000_000_000
# What stands in the first column of sums below the table.
_SUMS: Final = ("TOTAL", "SUBTOTAL", "GRANDTOTAL", "JUMLAH")

_FEW_DECIMALS = re.compile(r"(.*\d)[.,](\d{1,2})")
_LONG_DECIMALS = re.compile(r"(\d{4,})[.,](\d+)")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """Headings as the courier writes them, several ways apart by `|`; empty where it has no such column."""

    awb: str
    amount: str
    fee: str = ""
    reference: str = ""
    paid_on: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One parcel of the statement. `fee_rp` is None where the statement has no column for fees."""

    number: int
    cnote: str
    reference: str
    amount_rp: int
    fee_rp: int | None
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """The headings that were found, and the first lines as they will be read."""

    headings: list[str]
    lines: list[SheetLine]


def preview_sheet(content: bytes, columns: SheetColumns) -> SheetPreview:
    """Whether the headings fit the file, told by its first lines. Raises InvalidInput by field `file`."""
    headings, rows = _opened(content, columns)
    places = _places(headings, columns)
    lines, faults = _read(islice(rows, SHOWN_LINES), places)
    if faults:
        raise refused(faults)
    if not lines:
        raise refusal(_("Tidak ada baris paket di bawah judul kolom."))
    return SheetPreview(headings[:_SHOWN_HEADINGS], lines)


def read_sheet(content: bytes, columns: SheetColumns) -> list[SheetLine]:
    """Every line with an airway bill, no totals. Raises InvalidInput with the first faults."""
    headings, rows = _opened(content, columns)
    lines, faults = _read(rows, _places(headings, columns))
    if faults:
        raise refused(faults)
    return lines


def refused(faults: Sequence[Fault]) -> InvalidInput:
    """All faults in one refusal, line by line."""
    told = [
        _("Baris %(line)d, %(column)s: %(text)s")
        % {"line": fault.line, "column": fault.column, "text": fault.text}
        for fault in faults
    ]
    return InvalidInput(" ".join(told[:3]), fields={"file": told})


def amount_of(text: str) -> int:
    """Whole rupiah of `50.000`, `50,000.00`, `Rp 50.000,50` or `-2850.5`; halves up, without the sign.

    Couriers write fees with a minus. Raises ValueError for anything else.
    """
    bare = text.casefold().removeprefix("idr").strip().strip("()").lstrip("-").strip()
    bare = bare.removeprefix("rp").lstrip(" .-")
    found = _FEW_DECIMALS.fullmatch(bare) or _LONG_DECIMALS.fullmatch(bare)
    if found is None:
        return whole_number(bare)
    return whole_number(found[1]) + (1 if found[2][0] >= "5" else 0)


def date_of(text: str) -> date:
    """`2026-11-28` or `28/11/2026`, a time behind it or not. Raises ValueError for anything else."""
    iso, day_first = _ISO.match(text), _DAY_FIRST.match(text)
    if iso:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if day_first:
        return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
    raise ValueError(text)


def _opened(content: bytes, columns: SheetColumns) -> tuple[list[str], Iterator[Line]]:
    """The line of headings, and what follows it."""
    rows = stream_lines(content, most_lines=MOST_LINES, most_bytes=MOST_BYTES)
    seen: list[list[str]] = []
    for line in islice(rows, _HEADING_WITHIN):
        places = _places(line.cells, columns)
        if "awb" in places and "amount" in places:
            _require(places, columns)
            return line.cells, rows
        seen.append(line.cells)
    widest = max(seen, key=len, default=[])
    text = _("Judul kolom %(wanted)s tidak ditemukan. Di berkas ini: %(found)s. Ubah format kurirnya.")
    wanted = f"{columns.awb}, {columns.amount}"
    raise refusal(text % {"wanted": wanted, "found": ", ".join(filter(None, widest))[:300] or "-"})


def _require(places: dict[str, int], columns: SheetColumns) -> None:
    """A column that ops has filed must be there: reading on without the fees would look right."""
    for name in ("fee", "reference", "paid_on"):
        heading = getattr(columns, name)
        if heading and name not in places:
            text = _("Judul kolom %(wanted)s tidak ditemukan. Ubah format kurirnya.")
            raise refusal(text % {"wanted": heading})


def _places(cells: Sequence[str], columns: SheetColumns) -> dict[str, int]:
    """Where each column stands; the first of several counts."""
    places: dict[str, int] = {}
    keys = [heading_key(title) for title in cells]
    for name in ("awb", "amount", "fee", "reference", "paid_on"):
        wanted = {heading_key(one) for one in getattr(columns, name).split("|")} - {""}
        found = next((place for place, key in enumerate(keys) if key in wanted), None)
        if found is not None:
            places[name] = found
    return places


def _read(rows: Iterable[Line], places: dict[str, int]) -> tuple[list[SheetLine], list[Fault]]:
    lines: list[SheetLine] = []
    faults: list[Fault] = []
    for row in rows:
        cells = {name: row.cells[at] for name, at in places.items() if at < len(row.cells)}
        cnote = cells.get("awb", "").upper().replace(" ", "")
        if not cnote or cnote.startswith(_SUMS):
            continue
        line = _line(row.number, cnote, cells, places, faults)
        if line is not None:
            lines.append(line)
        if len(faults) >= MOST_FAULTS:
            break
    return lines, faults


def _line(
    number: int, cnote: str, cells: dict[str, str], places: dict[str, int], faults: list[Fault]
) -> SheetLine | None:
    before = len(faults)
    if len(cnote) > _LONGEST_CODE:
        faults.append(Fault(number, _("resi"), _("Lebih dari %(most)d karakter.") % {"most": _LONGEST_CODE}))
    amount_rp = _amount(number, _("nilai COD"), cells.get("amount", ""), faults)
    fee_rp = _amount(number, _("biaya"), cells.get("fee", "") or "0", faults) if "fee" in places else None
    paid_on = _day(number, cells.get("paid_on", ""), faults)
    if len(faults) > before:
        return None
    reference = cells.get("reference", "").upper().strip()[:_LONGEST_CODE]
    return SheetLine(number, cnote, reference, amount_rp, fee_rp, paid_on)


def _amount(number: int, column: str, text: str, faults: list[Fault]) -> int:
    try:
        amount_rp = amount_of(text)
    except ValueError:
        faults.append(Fault(number, column, _("%(text)s bukan rupiah.") % {"text": text[:40] or "-"}))
        return 0
    if amount_rp > _MOST_RP:
        faults.append(Fault(number, column, _("%(text)s terlalu besar.") % {"text": text[:40]}))
    return amount_rp


def _day(number: int, text: str, faults: list[Fault]) -> date | None:
    if not text:
        return None
    try:
        return date_of(text)
    except ValueError:
        text = _("%(text)s bukan tanggal, misalnya 28/11/2026.") % {"text": text[:40]}
        faults.append(Fault(number, _("tanggal bayar"), text))
        return None
