"""A sheet as text: what is typed into the page, or copied out of a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from komship.lib.sheet_cells import heading_key
from komship.lib.sheet_reading import Line, read_lines
from orders.sheet.columns import COLUMNS, KEYS_BY_HEADING
from orders.sheet.grouping import Cells, SheetRow

MOST_ROWS = 500


def rows_of_text(text: str) -> list[SheetRow]:
    """The rows that hold anything, counted from 1 below the headings.

    Without headings the columns are those of the sample file, in their order. Columns nobody knows are left
    out. Raises InvalidInput for more than MOST_ROWS rows.
    """
    lines = read_lines(text.encode(), most_lines=MOST_ROWS)
    if not lines:
        return []
    keys: Sequence[str | None] = [KEYS_BY_HEADING.get(heading_key(cell)) for cell in lines[0].cells]
    if any(keys):
        return [_row(line, lines[0].number, keys) for line in lines[1:]]
    return [_row(line, 0, [column.key for column in COLUMNS]) for line in lines]


def text_of_rows(rows: Iterable[Cells]) -> str:
    """The same rows, blank ones included, under their headings; tabs between the cells."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(column.title for column in COLUMNS)
    writer.writerows([row.get(column.key, "") for column in COLUMNS] for row in rows)
    return out.getvalue()


def spread(rows: Sequence[SheetRow]) -> list[Cells]:
    """Cells in their places: a row that was left blank stays blank."""
    placed = {row.number: row.cells for row in rows}
    return [placed.get(number, {}) for number in range(1, max(placed, default=0) + 1)]


def _row(line: Line, heading: int, keys: Sequence[str | None]) -> SheetRow:
    cells = {key: text for key, text in zip(keys, line.cells, strict=False) if key and text}
    return SheetRow(line.number - heading, cells)
