"""Tables out as CSV or XLSX, row after row: no file is held in memory as a whole."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any, Literal, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell = str | int | date | None
Form = Literal["csv", "xlsx"]
T = TypeVar("T")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# XML has no place for these, and a cell none for more text.
_UNWRITABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
_LONGEST_CELL = 32_767


@dataclass(frozen=True)
class Table:
    """What goes into a file. `title` and `widths` (letters of columns) show in XLSX only."""

    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    title: str = "Data"
    widths: Mapping[str, int] = field(default_factory=dict)


def write_table(out: IO[bytes], form: Form, table: Table) -> None:
    """The table in this form, its head first."""
    if form == "csv":
        write_csv(out, table)
    else:
        write_xlsx(out, table)


def write_csv(out: IO[bytes], table: Table) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    # Spreadsheets take a text for UTF-8 only when it begins with this mark.
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(table.head)
    for row in table.rows:
        writer.writerow([guarded("" if value is None else str(value)) for value in row])
    # Gives `out` back, open.
    text.detach()


def write_xlsx(out: IO[bytes], *tables: Table) -> None:
    """One sheet per table; the heads stay in view."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title)
        sheet.freeze_panes = "A2"
        for letter, width in table.widths.items():
            sheet.column_dimensions[letter].width = width
        heads = [WriteOnlyCell(sheet, value=text) for text in table.head]
        for cell in heads:
            cell.font = Font(bold=True)
        sheet.append(heads)
        for row in table.rows:
            sheet.append([_plain(sheet, value) for value in row])
    book.save(out)


def guarded(text: str) -> str:
    """Text as it goes into a CSV file, where `=1+1` would be computed by whoever opens it."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def unguarded(text: str) -> str:
    """The text a guarded one stands for."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_SIGNS) else text


def counted(rows: Iterable[T], tell: Callable[[int], None], *, every: int = 500) -> Iterator[T]:
    """The same rows; `tell` hears how many have passed, now and then and at the end."""
    number = 0
    for number, row in enumerate(rows, 1):
        yield row
        if number % every == 0:
            tell(number)
    tell(number)


def _plain(sheet: Any, value: Cell) -> Any:
    """Text stays text: what begins with `=` would else be a formula."""
    if not isinstance(value, str):
        return value
    text = value.translate(_UNWRITABLE)[:_LONGEST_CELL]
    if not text.startswith("="):
        return text or None
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
