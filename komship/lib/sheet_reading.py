"""From the bytes of a CSV or XLSX file to lines of text."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.lazy import lazy
from komship.lib.spreadsheet import unguarded

if TYPE_CHECKING:
    import openpyxl
else:
    openpyxl = lazy("openpyxl")

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 5_000
MOST_CELLS = 40
LONGEST_CELL = 1_000
# A small archive can unfold into gigabytes.
MOST_UNPACKED = 80 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file with its number as spreadsheets count."""

    number: int
    cells: list[str]


def read_lines(content: bytes, *, most_lines: int = MOST_LINES) -> list[Line]:
    """Every line that holds anything. Raises InvalidInput by field `file`.

    What the file is shows in its content: a spreadsheet is a zip archive, everything else is text.
    """
    return list(stream_lines(content, most_lines=most_lines))


def stream_lines(content: bytes, *, most_lines: int, most_bytes: int = MOST_BYTES) -> Iterator[Line]:
    """The same one after the other, for files of which only the beginning is wanted, or that are large."""
    if len(content) > most_bytes:
        raise refusal(_("Berkas maksimal %(most)d MB.") % {"most": most_bytes // (1024 * 1024)})
    rows = _xlsx_rows(content) if content.startswith(b"PK") else _csv_rows(content)
    found = 0
    for number, cells in enumerate(rows, 1):
        found += bool(any(cells))
        if found > most_lines + 1 or number > 10 * most_lines:
            raise refusal(_("Maksimal %(most)d baris per berkas.") % {"most": most_lines})
        if any(cells):
            yield Line(number, cells)


def refusal(text: str) -> InvalidInput:
    return InvalidInput(text, fields={"file": [text]})


def _xlsx_rows(content: bytes) -> Iterator[list[str]]:
    """The first sheet's rows."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise refusal(_("Isi berkas terlalu besar. Pecah jadi beberapa berkas."))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(max_col=MOST_CELLS, values_only=True):
            yield _texts(row)
    except InvalidInput:
        raise
    except Exception as broken:  # The library fails in many ways on a made-up archive; none is our error.
        raise refusal(_("Berkas XLSX ini tidak bisa dibaca.")) from broken


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    """Comma, semicolon or tab: Indonesian spreadsheets write the second."""
    if b"\x00" in content:
        raise refusal(_("Kirim berkas CSV atau XLSX."))
    text = _decoded(content)
    separator = max(",;\t", key=_first_divided(text).count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield _texts(row[:MOST_CELLS])
    except csv.Error as broken:
        raise refusal(_("Berkas CSV ini tidak bisa dibaca.")) from broken


def _first_divided(text: str) -> str:
    """The first line that has columns: a name or a period may stand above the table."""
    head = text.split("\n", 20)[:20]
    return next((line for line in head if any(sign in line for sign in ",;\t")), "")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _texts(row: Iterable[Any]) -> list[str]:
    """The cells up to the last one that holds anything: spreadsheets fill lines up with nothing."""
    texts = [_text(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(value: Any) -> str:
    """A cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    text = str(value).replace("\x00", "").strip()[:LONGEST_CELL]
    # Our own exports put a quote before what a spreadsheet would take for a formula.
    return unguarded(text)
