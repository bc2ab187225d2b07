"""Order lists as flat rows: one query for orders, one for their lines, whatever the page size."""

import functools
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from komship.lib.compiled import CompiledQuery
from orders.models import Order, OrderLine
from orders.models.order import OrderQuerySet


@dataclass(slots=True)
class LineRow:
    """One article of an order; `option_ref` None for a plain product."""

    id: int
    order_id: int
    product_id: int
    option_ref: int | None
    product_name: str
    variant_name: str
    sku: str
    image_url: str
    price_rp: int
    quantity: int
    weight_g: int


@dataclass(slots=True)
class OrderRow:
    """What every list of orders shows: the order, its parcel's last news and where it leaves from."""

    id: int
    number: str
    status: str
    is_problem: bool
    return_state: int
    booking_note: str
    ordered_on: date
    created_at: datetime
    updated_at: datetime
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
    courier_image: str
    payment_method: str
    bank_name: str
    bank_account_number: str
    bank_account_holder: str
    shipping_rp: int
    total_rp: int
    computed_total_rp: int
    net_rp: int
    note: str
    is_from_sheet: bool
    sender_id: int | None
    warehouse_id: int
    warehouse_name: str
    warehouse_kind: str
    awb: str | None
    label_prints: int | None
    last_event_at: datetime | None
    last_event_text: str | None
    last_event_code: str | None
    last_event_class: str | None
    lines: list[LineRow] = field(default_factory=list)


_COLUMNS = (
    "id",
    "number",
    "status",
    "is_problem",
    "return_state",
    "booking_note",
    "ordered_on",
    "created_at",
    "updated_at",
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
    "service__courier__image_path",
    "payment_method",
    "bank_name",
    "bank_account_number",
    "bank_account_holder",
    "shipping_rp",
    "total_rp",
    "computed_total_rp",
    "net_rp",
    "note",
    "is_from_sheet",
    "sender_id",
    "warehouse_id",
    "warehouse__name",
    "warehouse__kind",
    "shipment__awb",
    "shipment__label_prints",
    "shipment__last_event_at",
    "shipment__last_event_text",
    "shipment__last_event_code",
    "shipment__last_event_class",
)
_LINE_COLUMNS = (
    "id",
    "order_id",
    "product_id",
    "option_ref",
    "product_name",
    "variant_name",
    "sku",
    "image_url",
    "price_rp",
    "quantity",
    "weight_g",
)


@functools.cache
def _shown(order_by: tuple[Any, ...]) -> CompiledQuery[Any]:
    return CompiledQuery(
        lambda window: Order.objects.filter(pk__any=window).order_by(*order_by).values_list(*_COLUMNS)
    )


_LINES = CompiledQuery(
    lambda order_ids: (
        OrderLine.objects.filter(order_id__any=order_ids).order_by("id").values_list(*_LINE_COLUMNS)
    )
)


def order_rows(orders: OrderQuerySet, *, offset: int = 0, limit: int) -> list[OrderRow]:
    """A window of orders, newest first unless the queryset is ordered otherwise, with their lines.

    Two queries. `orders` must already be limited to one partner.
    """
    ordered = orders if orders.ordered else orders.order_by("-id")
    # The window is cut where only ids are read: what lies before it is never read whole, nor joined.
    window = ordered.values("pk")[offset : offset + limit]
    rows = [OrderRow(*values) for values in _shown(ordered.query.order_by).all(window)]
    add_lines(rows)
    return rows


def add_lines(rows: Sequence[OrderRow]) -> None:
    """Fill in the lines of these rows with one query."""
    by_order = lines_by_order([row.id for row in rows])
    for row in rows:
        row.lines = by_order[row.id]


def lines_by_order(order_ids: Collection[int]) -> Mapping[int, list[LineRow]]:
    """The articles of these orders in their order; an empty list for an order without any. One query."""
    by_order: defaultdict[int, list[LineRow]] = defaultdict(list)
    for values in _LINES.all(list(order_ids)):
        line = LineRow(*values)
        by_order[line.order_id].append(line)
    return by_order


def orders_of(partner_id: int) -> OrderQuerySet:
    """All orders of a seller that are not deleted."""
    return Order.objects.for_partner(partner_id).live()
