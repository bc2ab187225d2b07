"""The two designs of a label, tall (100 x 150 mm) and square (100 x 100 mm)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from komship.lib.money import rupiah
from komship.lib.phone import local_phone, mask_phone
from shipping.labels.pen import BOLD, Box, Pen, Style
from shipping.labels.text import printable
from shipping.rules.label_layouts import LabelData, Wishes

EDGE = 4.0
WIDTH = 100.0


@dataclass(frozen=True)
class Design:
    """Heights of the bands from top to bottom, and sizes of type in points. Millimetres."""

    height: float
    bars: float
    cod: float
    recipient: float
    sender: float
    name: float
    body: float
    small: float


TALL = Design(height=150, bars=30, cod=15, recipient=40, sender=15, name=13, body=10, small=8)
SQUARE = Design(height=100, bars=21, cod=11, recipient=28, sender=9, name=11, body=8, small=6.5)


def draw_label(pen: Pen, label: LabelData, design: Design, wishes: Wishes) -> None:
    """The whole label, band under band."""
    inner = WIDTH - 2 * EDGE
    y = _header(pen, label, design, wishes)
    y = _bars(pen, label, design, y)
    y = _cod(pen, label, design, y)
    y = _recipient(pen, label, design, y, masks_phone=wishes.masks_phone)
    y = _sender(pen, label, design, y)
    _contents(pen, label, design, Box(EDGE, y, inner, design.height - EDGE - y))
    _footer(pen, label, design, shows_date=wishes.shows_date)


def _header(pen: Pen, label: LabelData, design: Design, wishes: Wishes) -> float:
    size = design.name + 3
    half = (WIDTH - 2 * EDGE) / 2
    pen.text(Box(EDGE, EDGE, half, 8), printable(wishes.logo_text), Style(size, BOLD))
    courier = printable(f"{label.courier_name} {label.service}")
    pen.text(Box(EDGE + half, EDGE, half, 8), courier, Style(size, BOLD, align="right"))
    bottom = EDGE + size * 0.45
    pen.line(bottom, EDGE, 2 * half)
    return bottom + 1.5


def _bars(pen: Pen, label: LabelData, design: Design, top: float) -> float:
    side = design.bars - 2
    wide = WIDTH - 2 * EDGE - side - 5
    number_height = design.name * 0.42
    pen.code128(Box(EDGE + 1, top, wide, design.bars - number_height - 2.5), label.awb)
    number = Box(EDGE + 1, top + design.bars - number_height - 1.5, wide, number_height)
    pen.text(number, label.awb, Style(design.name, BOLD, align="center"))
    pen.qr(Box(WIDTH - EDGE - side, top, side, side), label.awb)
    return top + design.bars


def _cod(pen: Pen, label: LabelData, design: Design, top: float) -> float:
    """The amount to collect is what a courier must not miss; without COD the band says so."""
    half = (WIDTH - 2 * EDGE) * 0.62
    band = Box(EDGE, top, half, design.cod - 2)
    inside = Box(band.x + 3, band.y, band.width - 6, band.height)
    pen.frame(band, filled=label.is_cod)
    text = f"COD {rupiah(label.collect_rp)}" if label.is_cod else "NON COD"
    pen.whole_text(inside, text, Style(design.cod * 1.9, BOLD, is_white=label.is_cod))
    side = Box(EDGE + half + 2, top, WIDTH - 2 * EDGE - half - 2, design.body * 0.42)
    facts = [
        f"{label.origin_code} > {label.route_code}" if label.route_code else "",
        _("%(kg)s kg, %(pieces)s koli") % {"kg": label.billed_kg, "pieces": label.pieces},
        _("Ongkir %(amount)s") % {"amount": rupiah(label.shipping_rp)}
        if label.shipping_rp is not None and not label.is_cod
        else "",
    ]
    for fact in filter(None, facts):
        pen.text(side, fact, Style(design.small, BOLD))
        side = Box(side.x, side.y + design.small * 0.44, side.width, side.height)
    return top + design.cod


def _recipient(pen: Pen, label: LabelData, design: Design, top: float, *, masks_phone: bool) -> float:
    inner = WIDTH - 2 * EDGE
    pen.line(top - 0.8, EDGE, inner)
    pen.text(Box(EDGE, top, 20, 4), _("Penerima"), Style(design.small))
    phone = mask_phone(label.recipient_phone) if masks_phone else local_phone(label.recipient_phone)
    pen.text(Box(EDGE + 40, top, inner - 40, 4), phone, Style(design.body, BOLD, align="right"))
    y = top + design.small * 0.48
    pen.text(Box(EDGE, y, inner, 5), printable(label.recipient_name) or "-", Style(design.name, BOLD))
    y += design.name * 0.44
    area = ", ".join(
        filter(None, [label.village, label.district, label.city, label.province, label.postal_code])
    )
    area_height = design.body * 0.84
    street = Box(EDGE, y, inner, top + design.recipient - area_height - y - 0.5)
    y = pen.paragraph(street, printable(label.address_line), Style(design.body))
    pen.paragraph(Box(EDGE, y, inner, area_height), printable(area), Style(design.body, BOLD))
    return top + design.recipient


def _sender(pen: Pen, label: LabelData, design: Design, top: float) -> float:
    inner = WIDTH - 2 * EDGE
    pen.line(top, EDGE, inner)
    pen.text(Box(EDGE, top + 1, 20, 4), _("Pengirim"), Style(design.small))
    who = ", ".join(filter(None, [label.sender_name, local_phone(label.sender_phone), label.sender_city]))
    pen.paragraph(Box(EDGE + 16, top + 1, inner - 16, design.sender - 2), printable(who), Style(design.body))
    return top + design.sender


def _contents(pen: Pen, label: LabelData, design: Design, box: Box) -> None:
    pen.line(box.y, EDGE, box.width)
    room = Box(box.x, box.y + 1, box.width, box.height - 1 - design.small * 0.5)
    text = _("Isi: %(contents)s") % {"contents": printable(label.contents)} if label.contents else ""
    y = pen.paragraph(room, text, Style(design.small)) if text else room.y
    left = room.bottom - y
    if label.note and left > design.small * 0.4:
        note = _("Catatan: %(note)s") % {"note": printable(label.note)}
        pen.paragraph(Box(room.x, y, room.width, left), note, Style(design.small, BOLD))


def _footer(pen: Pen, label: LabelData, design: Design, *, shows_date: bool) -> None:
    inner = WIDTH - 2 * EDGE
    line = Box(EDGE, design.height - EDGE - design.small * 0.3, inner, 4)
    pen.text(line, label.reference, Style(design.small))
    if shows_date and label.ordered_on is not None:
        pen.text(line, f"{label.ordered_on:%d-%m-%Y}", Style(design.small, align="right"))
