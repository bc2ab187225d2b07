"""Orders as lines of a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from orders.models.order import OrderQuerySet
from orders.selectors.filters import OrderFilters, filter_orders
from orders.selectors.rows import LineRow, lines_by_order

CHUNK = 500


@dataclass(slots=True)
class ExportRow:
    """An order with everything that was agreed, and its parcel's last news."""

    id: int
    number: str
    ordered_on: date
    status: str
    return_state: int
    recipient_name: str
    recipient_phone: str
    address_line: str
    village: str
    district: str
    city: str
    province: str
    postal_code: str
    courier_name: str
    service_code: str
    awb: str | None
    weight_g: int
    piece_count: int
    payment_method: str
    goods_rp: int
    shipping_rp: int
    discount_rp: int
    additional_rp: int
    total_rp: int
    cod_fee_rp: int
    cashback_rp: int
    net_rp: int
    warehouse_name: str
    note: str
    last_event_at: datetime | None
    last_event_text: str | None
    lines: list[LineRow] = field(default_factory=list)


_COLUMNS = (
    "id",
    "number",
    "ordered_on",
    "status",
    "return_state",
    "recipient_name",
    "recipient_phone",
    "address_line",
    "village",
    "district",
    "city",
    "province",
    "postal_code",
    "courier_name",
    "service_code",
    "shipment__awb",
    "weight_g",
    "piece_count",
    "payment_method",
    "goods_rp",
    "shipping_rp",
    "discount_rp",
    "additional_rp",
    "total_rp",
    "cod_fee_rp",
    "cashback_rp",
    "net_rp",
    "warehouse__name",
    "note",
    "shipment__last_event_at",
    "shipment__last_event_text",
)


def export_rows(partner_id: int, filters: OrderFilters) -> Iterator[ExportRow]:
    """The matching orders, newest first; two queries per 500, none of which walks earlier ones."""
    orders = _wanted(partner_id, filters).order_by("-id")
    last: int | None = None
    while True:
        page = orders if last is None else orders.filter(pk__lt=last)
        chunk = list(page.values_list(*_COLUMNS)[:CHUNK])
        if not chunk:
            return
        last = chunk[-1][0]
        lines = lines_by_order([values[0] for values in chunk])
        for values in chunk:
            row = ExportRow(*values)
            row.lines = lines[row.id]
            yield row


def export_size(partner_id: int, filters: OrderFilters, *, most: int) -> int:
    """How many orders match; counts no further than one beyond `most`."""
    return _wanted(partner_id, filters).order_by()[: most + 1].count()


def _wanted(partner_id: int, filters: OrderFilters) -> OrderQuerySet:
    return filter_orders(partner_id, filters)
