"""The packing list of a pickup as PDF: first the walk along the shelf, then parcel by parcel."""

from io import BytesIO

from django.utils.translation import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from orders.models import Order
from orders.selectors.packing import PackingJob
from shipping.labels.text import printable

# An empty square to tick, drawn: the built-in fonts have none.
_TICK = 4 * mm
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=12)
_STRONG = ParagraphStyle("strong", _BODY, fontName="Helvetica-Bold")
_NUMBER = ParagraphStyle("number", _STRONG, alignment=2)
_HEAD = ParagraphStyle("head", _STRONG, fontSize=11, leading=15, spaceBefore=10, spaceAfter=4)
_TITLE = ParagraphStyle("title", _STRONG, fontSize=15, leading=20)
_GRID = TableStyle(
    [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
    ]
)


def draw_packing_list(job: PackingJob) -> bytes:
    """A4 pages to tick off: articles with variants and pieces, then each order's parcel."""
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=16 * mm,
        rightMargin=16 * mm,
        topMargin=16 * mm,
        bottomMargin=18 * mm,
        title=_("Daftar kemas"),
        author="Komship",
    )
    document.build(_story(job), onFirstPage=_page_number, onLaterPages=_page_number)
    return out.getvalue()


def _story(job: PackingJob) -> list[Flowable]:
    pickup = job.row.pickup
    where = f"{pickup.warehouse_name}, {pickup.pickup_on:%d-%m-%Y} {pickup.pickup_time:%H.%M} WIB"
    counts = _("%(orders)s pesanan, %(pieces)s barang") % {
        "orders": job.row.orders,
        "pieces": sum(product.total for product in job.products),
    }
    return [
        _text(_("Daftar kemas"), _TITLE),
        _text(f"{where} - {counts}", _BODY),
        _text(_("Ambil dari rak"), _HEAD),
        _articles(job),
        _text(_("Isi tiap paket"), _HEAD),
        *(part for order in job.orders for part in (_parcel(order), Spacer(1, 2 * mm))),
    ]


def _articles(job: PackingJob) -> Flowable:
    rows: list[list[Flowable | str]] = []
    for product in job.products:
        plain = product.total - sum(product.variants.values())
        pieces = {**({"": plain} if plain else {}), **product.variants}
        rows += [
            [_Tick(), _text(product.name, _STRONG), _text(variant, _BODY), _text(str(count), _NUMBER)]
            for variant, count in pieces.items()
        ]
    return _table(rows, [8 * mm, 92 * mm, 58 * mm, 20 * mm])


def _parcel(order: Order) -> Flowable:
    awb = (order.shipment.awb if order.shipment else None) or "-"
    lines = [
        f"{line.quantity} x {line.product_name}" + (f" ({line.variant_name})" if line.variant_name else "")
        for line in order.lines.all()
    ]
    head = f"{order.number}  {order.courier_name} {awb}"
    body = [_text(head, _STRONG), _text(f"{order.recipient_name}, {order.city}", _BODY)]
    if order.note:
        body.append(_text(order.note, _BODY))
    return _table([[_Tick(), body, [_text(line, _BODY) for line in lines]]], [8 * mm, 85 * mm, 85 * mm])


def _table(rows: list[list[object]] | list[list[Flowable | str]], widths: list[float]) -> Flowable:
    if not rows:
        return _text("-", _BODY)
    return Table(rows, colWidths=widths, style=_GRID, hAlign="LEFT")


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    """Names come from people: nothing in them is markup."""
    safe = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Paragraph(safe, style)


class _Tick(Flowable):
    width = height = _TICK

    def wrap(self, *_available: float) -> tuple[float, float]:
        return (_TICK, _TICK)

    def draw(self) -> None:
        self.canv.rect(0, 0, _TICK * 0.8, _TICK * 0.8)


def _page_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(A4[0] - 16 * mm, 10 * mm, str(document.page))
