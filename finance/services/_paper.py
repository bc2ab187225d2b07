"""Statements on A4: facts, and tables that go on over pages. Drawn line by line: layouts take minutes."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from komship.lib.lazy import lazy

if TYPE_CHECKING:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen import canvas as pdf
else:
    pdfmetrics, pdf = lazy("reportlab.pdfbase.pdfmetrics"), lazy("reportlab.pdfgen.canvas")

# Points, from the bottom left corner.
WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 40, 555, 800, 50
REGULAR, BOLD = "Helvetica", "Helvetica-Bold"
SMALL, BODY, TITLE = 7, 9, 15
_STEP = {SMALL: 11, BODY: 14, TITLE: 22}


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in points; amounts stand at its right edge."""

    label: str
    width: int
    is_amount: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]
    total: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """`about` are lines beneath the title; tables follow each other."""

    title: str
    about: Sequence[str]
    tables: Sequence[PaperTable]


def write_paper(out: IO[bytes], paper: Paper) -> None:
    """Draw it; names and notes come from people, so what the fonts lack loses its accents or goes."""
    _Drawing(out, paper).draw()


class _Drawing:
    def __init__(self, out: IO[bytes], paper: Paper) -> None:
        self._canvas = pdf.Canvas(out, pagesize=(WIDTH, HEIGHT))
        self._canvas.setTitle(paper.title)
        self._canvas.setAuthor("Komship")
        self._paper = paper
        self._y = TOP

    def draw(self) -> None:
        self._text(LEFT, self._paper.title, TITLE, BOLD)
        self._down(TITLE)
        for line in self._paper.about:
            self._text(LEFT, line, BODY)
            self._down(BODY)
        for table in self._paper.tables:
            self._table(table)
        self._end_page()
        self._canvas.save()

    def _table(self, table: PaperTable) -> None:
        if self._y < BOTTOM + 6 * _STEP[BODY]:
            self._next_page()
        self._y -= _STEP[SMALL]
        self._text(LEFT, table.title, BODY + 1, BOLD)
        self._down(BODY)
        self._row([column.label for column in table.columns], table.columns, BOLD)
        for row in table.rows:
            if self._y < BOTTOM:
                self._next_page()
                self._row([column.label for column in table.columns], table.columns, BOLD)
            self._row(row, table.columns)
        if table.total:
            self._row(table.total, table.columns, BOLD)

    def _row(self, cells: Sequence[str], columns: Sequence[Column], font: str = REGULAR) -> None:
        canvas, x = self._canvas, LEFT
        canvas.setFont(font, SMALL)
        for cell, column in zip(cells, columns, strict=False):
            text = _fitted(cell, font, column.width - 4)
            if column.is_amount:
                canvas.drawRightString(x + column.width - 4, self._y, text)
            else:
                canvas.drawString(x, self._y, text)
            x += column.width
        if font == BOLD:
            canvas.setLineWidth(1)
            canvas.line(LEFT, self._y - 3, RIGHT, self._y - 3)
        self._down(SMALL)

    def _text(self, x: int, text: str, size: int, font: str = REGULAR) -> None:
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, self._y, printable(text))

    def _down(self, size: int) -> None:
        self._y -= _STEP[size]

    def _next_page(self) -> None:
        self._end_page()
        self._y = TOP

    def _end_page(self) -> None:
        self._canvas.setFont(REGULAR, SMALL)
        self._canvas.drawString(LEFT, BOTTOM - 20, printable(self._paper.title))
        self._canvas.drawRightString(RIGHT, BOTTOM - 20, str(self._canvas.getPageNumber()))
        self._canvas.showPage()


def _fitted(text: str, font: str, width: int) -> str:
    """The text, cut with dots where it does not fit; short ones are not measured."""
    shown = printable(text)
    if len(shown) * SMALL * 4 < width * 5 or pdfmetrics.stringWidth(shown, font, SMALL) <= width:
        return shown
    while shown and pdfmetrics.stringWidth(f"{shown}...", font, SMALL) > width:
        shown = shown[:-1]
    return f"{shown}..."


def printable(text: str) -> str:
    return text if text.isascii() else "".join(map(_printable_character, text))


@lru_cache(maxsize=2048)
def _printable_character(character: str) -> str:
    if _is_in_font(character):
        return character
    return "".join(c for c in unicodedata.normalize("NFKD", character) if _is_in_font(c))


def _is_in_font(character: str) -> bool:
    try:
        return character.encode("cp1252") >= b" "
    except UnicodeEncodeError:
        return False
