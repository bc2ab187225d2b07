"""Lines of a courier's list, whatever it calls its columns."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.lazy import lazy
from komship.lib.text import fold_spaces

if TYPE_CHECKING:
    import openpyxl
    from openpyxl.utils import exceptions as openpyxl_errors
else:
    openpyxl, openpyxl_errors = lazy("openpyxl"), lazy("openpyxl.utils.exceptions")

# Columns of Destination by the headings seen on lists; compared without signs and case.
HEADINGS = {
    "village": ("village", "subdistrictname", "subdistrict", "kelurahan", "kelurahandesa", "desa"),
    "district": ("district", "districtname", "kecamatan"),
    "city": ("city", "cityname", "kota", "kotakabupaten", "kabupatenkota", "kabupaten", "originname"),
    "postal_code": ("postalcode", "zipcode", "zip", "kodepos"),
    "origin_code": ("origincode", "kodeasal", "kodeorigin"),
    "tariff_code": ("tariffcode", "destinationcode", "kodetujuan", "kodetarif"),
    "place_code": ("placecode", "areaid", "area", "kodearea", "idarea"),
}
_COLUMN_OF = {heading: column for column, headings in HEADINGS.items() for heading in headings}
_CODES = {"postal_code", "origin_code", "tariff_code", "place_code"}
# What a list must have a column of: JNE's codes or zips, or the codes of another carrier.
HOME_CODES = frozenset(_CODES - {"place_code"})
PLACE_CODE = frozenset({"place_code"})


@dataclass(frozen=True)
class CodeLine:
    """One line. Empty names mean "all of them", empty codes "not told"."""

    number: int
    village: str
    district: str
    city: str
    postal_code: str
    origin_code: str
    tariff_code: str
    place_code: str

    @property
    def codes(self) -> dict[str, str]:
        told = {"origin_code": self.origin_code, "tariff_code": self.tariff_code}
        return {name: value for name, value in told.items() if value}


def read_code_lines(path: Path, *, wanted: frozenset[str] = HOME_CODES) -> Iterator[CodeLine]:
    """Lines of a CSV (comma or semicolon) or XLSX file (first sheet) that begins with headings.

    Raises InvalidInput when it is neither, or has no column of places or none of codes; OSError.
    """
    rows = _xlsx_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
    columns = [_COLUMN_OF.get(plain_heading(heading)) for heading in next(rows, [])]
    if "city" not in columns or not wanted & set(columns):
        raise InvalidInput(_("Judul kolom tidak dikenal: perlu kota dan sedikitnya satu kode."))
    for number, cells in enumerate(rows, start=2):
        values = {name: text for name, text in zip(columns, cells, strict=False) if name and text}
        if values:
            yield CodeLine(number, **{name: _value(name, values.get(name, "")) for name in HEADINGS})


def _value(name: str, text: str) -> str:
    """Codes in capitals; a dash or a zero means nothing."""
    text = "" if text in {"-", "0"} else text
    return text.upper() if name in _CODES else text


def plain_heading(heading: str) -> str:
    return "".join(sign for sign in heading.lower() if sign.isalnum())


def _csv_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            first = file.readline()
            file.seek(0)
            delimiter = ";" if first.count(";") > first.count(",") else ","
            yield from _folded(csv.reader(file, delimiter=delimiter))
        except (UnicodeDecodeError, csv.Error) as error:
            raise InvalidInput(_("File ini bukan CSV dalam UTF-8.")) from error


def _xlsx_rows(path: Path) -> Iterator[list[str]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (openpyxl_errors.InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise InvalidInput(_("File ini bukan XLSX.")) from error
    with closing(book):
        yield from _folded(book.worksheets[0].iter_rows(values_only=True))


def _folded(rows: Iterable[Iterable[object]]) -> Iterator[list[str]]:
    for row in rows:
        yield [_text(cell) for cell in row]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else fold_spaces(str(cell))
