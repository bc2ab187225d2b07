"""The order desk between two steps, and what it can start from: nothing, an order, a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from orders.models import Order, OrderDraft
from orders.selectors.customers import CustomerRow
from orders.services._draft_rows import DraftContent, DraftItem
from orders.web.desk_items import Hit, Picked, picked_in
from orders.web.desk_quote import SEPARATOR
from shipping.models import Destination

# What a draft keeps as it was typed; everything else has a column.
_DRAFTED = (
    "payment_method",
    "discount_rp",
    "additional_rp",
    "wanted_total_rp",
    "buyer_pays_fee",
    "sender_id",
    "sales_admin_id",
    "bank_account_id",
    "note",
)
_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Desk:
    """Whether a new order is typed here or one is edited."""

    order: Order | None = None

    @property
    def url(self) -> str:
        if self.order is None:
            return reverse("orders:desk")
        return reverse("orders:edit", args=[self.order.number])

    @property
    def own_pieces(self) -> Mapping[int, int]:
        """Pieces that are promised to the very order on the desk, by variant."""
        lines = self.order.lines.all() if self.order else ()
        return {line.variant_id: line.quantity for line in lines}


NEW = Desk()


@dataclass(slots=True)
class Sheet:
    """Values as typed, articles, the chosen courier, and what searches found."""

    values: dict[str, str]
    picked: list[Picked]
    choice: str = ""
    read: dict[str, bool] = field(default_factory=dict)
    places: list[Destination] = field(default_factory=list)
    hits: list[Hit] | None = None
    buyers: Sequence[CustomerRow] | None = None


def typed_sheet(request: HttpRequest) -> Sheet:
    """The posted texts. The database takes no zero bytes, and searches use what is typed unjudged."""
    values = {name: str(request.POST[name]).replace("\x00", "") for name in request.POST}
    return Sheet(values, picked_in(request.POST), request.POST.get("kurir", ""))


def sheet_of_order(order: Order, *, bank_account_id: int | None = None) -> Sheet:
    """What was typed to make this order; articles cost what they cost today."""
    is_typed_total = order.total_rp != order.computed_total_rp
    values: dict[str, Any] = {
        "customer_name": order.recipient_name,
        "customer_phone": order.recipient_phone,
        "detail_address": order.address_line,
        "destination_id": order.destination_id,
        "warehouse_id": order.warehouse_id,
        "payment_method": order.payment_method,
        "discount_rp": order.discount_rp or "",
        "additional_rp": order.additional_rp - order.buyer_fee_rp or "",
        "wanted_total_rp": order.total_rp if is_typed_total else "",
        "buyer_pays_fee": "on" if order.buyer_fee_rp else "",
        "sender_id": order.sender_id or "",
        "sales_admin_id": order.sales_admin_id or "",
        "bank_account_id": bank_account_id or "",
        "note": order.note,
        "seen_edits": order.edits,
    }
    picked = [Picked(line.variant_id, line.quantity) for line in order.lines.all()]
    choice = SEPARATOR.join((order.courier_name, order.service_code, str(order.total_rp)))
    return Sheet(_texts(values), picked, choice)


def sheet_of_draft(draft: OrderDraft, picked: Sequence[tuple[int, int]]) -> Sheet:
    """A form as it was left."""
    values: dict[str, Any] = {
        **{name: draft.form_values.get(name, "") for name in _DRAFTED},
        "request_key": draft.form_key or "",
        "customer_name": draft.customer_name,
        "customer_phone": draft.customer_phone,
        "detail_address": draft.address_line,
        "destination_id": draft.destination_id or "",
        "warehouse_id": draft.warehouse_id or "",
    }
    return Sheet(_texts(values), [Picked(variant_id, quantity) for variant_id, quantity in picked])


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value != ""}


def draft_content(
    sheet: Sheet, *, warehouse_id: int | None, destination_id: int | None
) -> DraftContent | None:
    """What a pause keeps; None for a form in which nothing was typed yet."""
    values = sheet.values
    content = DraftContent(
        warehouse_id=warehouse_id,
        destination_id=destination_id,
        customer_name=values.get("customer_name", "").strip()[:200],
        customer_phone=values.get("customer_phone", "").strip()[:30],
        address_line=values.get("detail_address", "").strip()[:1000],
        items=[DraftItem(row.variant_id, row.quantity) for row in sheet.picked],
        form_values={name: values[name][:_LONGEST_VALUE] for name in _DRAFTED if values.get(name)},
    )
    recipient = (content.customer_name, content.customer_phone, content.address_line, destination_id)
    return content if any(recipient) or sheet.picked else None
