"""A drawing surface in millimetres from the top left corner, one label at a time."""

from dataclasses import dataclass, replace

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipping.labels.code128 import code128_bars
from shipping.labels.qr import SIZE as QR_SIZE
from shipping.labels.qr import qr_runs
from shipping.labels.text import fit_line, width_of, wrap

REGULAR, BOLD = "Helvetica", "Helvetica-Bold"
POINT = 1 / mm
LEADING = 1.18


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True)
class Style:
    size: float
    font: str = REGULAR
    align: str = "left"
    is_white: bool = False


class Pen:
    """Draws on a canvas whose origin is the label's bottom left corner; `height` is the label's."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._font: tuple[str, float] | None = None
        self._gray: int | None = None

    def _y(self, y: float) -> float:
        return (self._height - y) * mm

    def _use(self, font: str, size: float, gray: int) -> None:
        """Say only what changes: numbers are what costs time in a PDF."""
        if self._font != (font, size):
            self._canvas.setFont(font, size)
            self._font = (font, size)
        self._fill_with(gray)

    def _fill_with(self, gray: int) -> None:
        if self._gray != gray:
            self._canvas.setFillGray(gray)
            self._gray = gray

    def text(self, box: Box, text: str, style: Style) -> None:
        """One line at the top of a box, with dots where it does not fit."""
        canvas = self._canvas
        shown = fit_line(text, style.font, style.size, box.width * mm)
        self._use(style.font, style.size, 1 if style.is_white else 0)
        baseline = self._y(box.y) - style.size * 0.8
        if style.align == "right":
            canvas.drawRightString(box.right * mm, baseline, shown)
        elif style.align == "center":
            canvas.drawCentredString((box.x + box.width / 2) * mm, baseline, shown)
        else:
            canvas.drawString(box.x * mm, baseline, shown)

    def whole_text(self, box: Box, text: str, style: Style) -> None:
        """One line in the middle of a box, made smaller until all of it fits: amounts are never cut."""
        widest = box.width * mm / width_of(text, style.font, 1)
        shrunk = replace(style, size=min(style.size, widest), align="center")
        top = box.y + (box.height - shrunk.size * 0.7 * POINT) / 2
        self.text(Box(box.x - 1, top - shrunk.size * 0.1 * POINT, box.width + 2, box.height), text, shrunk)

    def paragraph(self, box: Box, text: str, style: Style) -> float:
        """As many lines as the box holds; returns where the next thing may stand."""
        step = style.size * LEADING * POINT
        most = max(1, int(box.height / step + 0.05))
        for line in wrap(text, style.font, style.size, width=box.width * mm, lines=most):
            self.text(Box(box.x, box.y, box.width, step), line, style)
            box = Box(box.x, box.y + step, box.width, box.height - step)
        return box.y

    def line(self, y: float, x: float, width: float) -> None:
        self._canvas.setLineWidth(0.6)
        self._canvas.line(x * mm, self._y(y), (x + width) * mm, self._y(y))

    def frame(self, box: Box, *, filled: bool = False) -> None:
        self._canvas.setLineWidth(0.8)
        self._fill_with(0)
        self._canvas.rect(
            box.x * mm,
            self._y(box.bottom),
            box.width * mm,
            box.height * mm,
            stroke=int(not filled),
            fill=int(filled),
        )

    def code128(self, box: Box, text: str) -> None:
        """Bars over the whole box."""
        bars, modules = code128_bars(text)
        height = round(box.height * modules / box.width)
        rectangles = " ".join(f"{offset} 0 {width} {height} re" for offset, width in bars)
        self._fill_modules(box.x * mm, self._y(box.bottom), box.width * mm / modules, rectangles)

    def qr(self, box: Box, text: str) -> None:
        """A QR code that fills a square box."""
        rectangles = " ".join(
            f"{column} {QR_SIZE - 1 - row} {length} 1 re" for column, row, length in qr_runs(text)
        )
        self._fill_modules(box.x * mm, self._y(box.bottom), box.width * mm / QR_SIZE, rectangles)

    def _fill_modules(self, x: float, y: float, scale: float, rectangles: str) -> None:
        """Whole numbers written straight into the page: formatting floats would take most of the time."""
        canvas = self._canvas
        self._fill_with(0)
        canvas.saveState()
        canvas.transform(scale, 0, 0, scale, x, y)
        canvas.addLiteral(rectangles + " f")
        canvas.restoreState()
