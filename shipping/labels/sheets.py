"""Pages of labels: which page each layout has, and where on it a label goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipping.labels.design import SQUARE, TALL, WIDTH, Design, draw_label
from shipping.labels.pen import Pen
from shipping.rules.label_layouts import LabelData, LabelLayout, Wishes

# Text armour around compressed pages is for mail systems of the nineties, and a third of the work.
rl_config.useA85 = 0

A4 = (210.0, 297.0)


@dataclass(frozen=True)
class _Sheet:
    """A page, and the cells of it that take one label each (millimetres)."""

    page: tuple[float, float]
    columns: int
    rows: int
    design: Design


_SHEETS = {
    LabelLayout.A4_1: _Sheet(A4, 1, 1, TALL),
    LabelLayout.A4_2: _Sheet(A4, 1, 2, SQUARE),
    LabelLayout.A4_4: _Sheet(A4, 2, 2, TALL),
    LabelLayout.THERMAL_100X100: _Sheet((100.0, 100.0), 1, 1, SQUARE),
    LabelLayout.THERMAL_100X150: _Sheet((100.0, 150.0), 1, 1, TALL),
}


def draw_labels(labels: Sequence[LabelData], *, layout: LabelLayout, wishes: Wishes) -> bytes:
    """One PDF with a label for each parcel, in the order given."""
    sheet = _SHEETS[layout]
    out = BytesIO()
    canvas = Canvas(out, pagesize=(sheet.page[0] * mm, sheet.page[1] * mm), pageCompression=1)
    canvas.setTitle(_("Label pengiriman"))
    canvas.setCreator("Komship")
    per_page = sheet.columns * sheet.rows
    for number, label in enumerate(labels):
        _place(canvas, sheet, number % per_page)
        draw_label(Pen(canvas, sheet.design.height), label, sheet.design, wishes)
        canvas.restoreState()
        if number % per_page == per_page - 1:
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def _place(canvas: Canvas, sheet: _Sheet, cell: int) -> None:
    """Move the origin to the bottom left corner of a label, scaled to fill its cell."""
    row, column = divmod(cell, sheet.columns)
    width, height = sheet.page[0] / sheet.columns, sheet.page[1] / sheet.rows
    scale = min(width / WIDTH, height / sheet.design.height)
    x = column * width + (width - WIDTH * scale) / 2
    y = sheet.page[1] - (row + 1) * height + (height - sheet.design.height * scale) / 2
    canvas.saveState()
    canvas.transform(scale, 0, 0, scale, x * mm, y * mm)
