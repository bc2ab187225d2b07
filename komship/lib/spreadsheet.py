"""Tables out as CSV or XLSX, row after row: no file is held in memory as a whole."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Literal, TypeVar
from xml.sax.saxutils import quoteattr

Cell = str | int | date | None
Form = Literal["csv", "xlsx"]
T = TypeVar("T")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# XML has no place for these, and a cell none for more text.
_UNWRITABLE = {code: None for code in (*range(32), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}
_ESCAPED: dict[int, str | None] = {**_UNWRITABLE, 38: "&amp;", 60: "&lt;", 62: "&gt;"}
_LONGEST_CELL = 32_767
_ROWS_AT_ONCE = 200
# Little packing takes little time, and more of it hardly makes the file smaller.
_PACKED = 3
_BOLD, _DATE = 1, 2
# Day 0 of the calendar that spreadsheets count in.
_DAY_ZERO = date(1899, 12, 30).toordinal()

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS = "http://schemas.openxmlformats.org"
_MAIN = f"{_FORMATS}/spreadsheetml/2006/main"
_OFFICE = f"{_FORMATS}/officeDocument/2006/relationships"
_PACKAGE = f"{_FORMATS}/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    "{overrides}</Types>"
)
_RELS = f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{{links}}</Relationships>'
_WORKBOOK = f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{{sheets}}</sheets></workbook>'
# Plain, bold, and a date as people's own settings write it.
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_SHEET_HEAD = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)


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
    """One sheet per table; the heads stay in view. Text stays text, also where it begins with `=`.

    Written by hand: the general library takes twenty times as long, and a year of a seller's money has
    to be ready before her client gives up.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKED) as book:
        for name, text in _parts([table.title for table in tables]).items():
            book.writestr(name, text)
        for number, table in enumerate(tables, 1):
            with book.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
                _write_sheet(sheet, table)


def _write_sheet(sheet: IO[bytes], table: Table) -> None:
    letters = [_letters(place) for place in range(len(table.head))]
    head = "".join(
        _cell(value, f"{letter}1", _BOLD) for letter, value in zip(letters, table.head, strict=True)
    )
    columns = "".join(
        f'<col min="{_place(letter)}" max="{_place(letter)}" width="{width}" customWidth="1"/>'
        for letter, width in sorted(table.widths.items(), key=lambda item: _place(item[0]))
    )
    widths = f"<cols>{columns}</cols>" if columns else ""
    sheet.write(f'{_SHEET_HEAD}{widths}<sheetData><row r="1">{head}</row>'.encode())
    waiting: list[str] = []
    for number, row in enumerate(table.rows, 2):
        cells = "".join(
            _cell(value, f"{letter}{number}") for letter, value in zip(letters, row, strict=False)
        )
        waiting.append(f'<row r="{number}">{cells}</row>')
        if len(waiting) == _ROWS_AT_ONCE:
            sheet.write("".join(waiting).encode(errors="replace"))
            waiting.clear()
    sheet.write(f"{''.join(waiting)}</sheetData></worksheet>".encode(errors="replace"))


def _cell(value: Cell, place: str, style: int = 0) -> str:
    if value is None or value == "":
        return ""
    look = f' s="{style}"' if style else ""
    if isinstance(value, str):
        text = value[:_LONGEST_CELL].translate(_ESCAPED)
        return f'<c r="{place}"{look} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, date):
        day = value.toordinal() - _DAY_ZERO
        return f'<c r="{place}" s="{_DATE}"><v>{day}</v></c>'
    return f'<c r="{place}"{look}><v>{value}</v></c>'


def _letters(place: int) -> str:
    """A to Z, AA, AB, ..."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def _place(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _parts(titles: Sequence[str]) -> dict[str, str]:
    """Everything of the file but its sheets."""
    numbers = range(1, len(titles) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(title[:31])} sheetId="{number}" r:id="rId{number}"/>'
        for number, title in zip(numbers, titles, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for number in numbers
    )
    styles = f'<Relationship Id="rId0" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return {
        "[Content_Types].xml": _CONTENT_TYPES.format(overrides=overrides),
        "_rels/.rels": _RELS.format(
            links=f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": _WORKBOOK.format(sheets=sheets),
        "xl/_rels/workbook.xml.rels": _RELS.format(links=f"{styles}{links}"),
        "xl/styles.xml": _STYLES,
    }


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
