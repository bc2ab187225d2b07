"""From products to the bytes of a CSV or XLSX file."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from products.sheet.columns import COLUMNS
from products.sheet.reading import guarded

Row = Mapping[str, str | int]
Cell = str | int
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

_PLAIN_SAMPLE: dict[str, Cell] = {
    "name": "Kerudung Segi Empat",
    "sku": "KSE-01",
    "weight_g": 150,
    "price_rp": 45000,
    "stock": 20,
    "is_published": "Dijual",
    "allows_cod": "Ya",
    "allows_bank_transfer": "Ya",
}
_TREE_SAMPLE: dict[str, Cell] = {
    "name": "Gamis Polos",
    "sku": "GMS-01",
    "weight_g": 400,
    "price_rp": 120000,
    "axis_1": "Warna",
    "axis_2": "Ukuran",
}
_SAMPLE: tuple[dict[str, Cell], ...] = (
    _PLAIN_SAMPLE,
    {**_TREE_SAMPLE, "option_1": "Merah", "option_2": "M", "stock": 5},
    {**_TREE_SAMPLE, "option_1": "Merah", "option_2": "L", "stock": 4},
    {**_TREE_SAMPLE, "option_1": "Biru", "option_2": "M", "stock": 3},
)


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """The file piece by piece."""
    out = io.StringIO()
    writer = csv.writer(out)
    # Spreadsheets take a text for UTF-8 only when it begins with this mark.
    out.write("\ufeff")
    writer.writerow([column.title for column in COLUMNS])
    for number, row in enumerate(rows):
        writer.writerow([guarded(str(row.get(column.key, ""))) for column in COLUMNS])
        if number % 500 == 499:
            yield _taken(out)
    yield _taken(out)


def xlsx_file(rows: Iterable[Row]) -> bytes:
    """The whole file."""
    book = Workbook(write_only=True)
    _write_sheet(book, "Produk", rows)
    return _saved(book)


def sample_file() -> bytes:
    """What a seller fills in: two made-up products, and what each column means."""
    book = Workbook(write_only=True)
    _write_sheet(book, "Produk", _SAMPLE)
    notes = book.create_sheet("Petunjuk")
    notes.column_dimensions["A"].width = 18
    notes.column_dimensions["B"].width = 70
    for column in COLUMNS:
        notes.append([column.title, column.hint])
    return _saved(book)


def _write_sheet(book: Workbook, title: str, rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["B"].width = 34
    heads = [WriteOnlyCell(sheet, value=column.title) for column in COLUMNS]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        values: Sequence[Cell] = [row.get(column.key, "") for column in COLUMNS]
        sheet.append([_plain(sheet, value) for value in values])


def _plain(sheet: Any, value: Cell) -> Any:
    """Text stays text: what begins with `=` would else be a formula."""
    if value == "":
        return None
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    return cell


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
