"""Orders in the contract's words. Plain functions: lists of fifty rows pass through here."""

from typing import Any

from django.http import HttpRequest

from accounts.states import WarehouseKind
from komship.api.pictures import Pictures
from komship.lib.clock import wib_text
from komship.lib.phone import local_phone
from orders.api.vocabulary import METHOD_WORDS
from orders.selectors.rows import LineRow, OrderRow
from orders.states import STATUS_WORDS, OrderStatus


class Presenter:
    """Turns rows into answers for one request; addresses of pictures become absolute."""

    def __init__(self, request: HttpRequest) -> None:
        self.picture = Pictures(request).address

    def line(self, line: LineRow) -> dict[str, Any]:
        return {
            "id": line.id,
            "detail_id": line.id,
            "detail_order_id": line.order_id,
            "product_sku": line.sku,
            "product_id": line.product_id,
            "product_name": line.product_name,
            "product_image": self.picture(line.image_url),
            "product_variant_id": line.option_ref or 0,
            "product_variant": line.variant_name or "-",
            "variant_name": line.variant_name or "0",
            "weight": line.weight_g,
            "price": line.price_rp,
            "qty": line.quantity,
        }

    def order(self, row: OrderRow) -> dict[str, Any]:
        """The row all lists share; `last_history_awb` is added by each version in its own shape."""
        word = STATUS_WORDS[OrderStatus(row.status)]
        is_private = row.warehouse_kind == WarehouseKind.PRIVATE
        return {
            "order_id": row.id,
            "order_no": row.number,
            "order_status": word,
            "status": word,
            "customer_name": row.recipient_name,
            "customer_phone": local_phone(row.recipient_phone),
            "custom_label_id": row.sender_id or 0,
            "order_date": wib_text(row.created_at),
            "detail_address": row.address_line,
            "value_customer_address": f"{row.district}, {row.city}",
            "district": row.district,
            "shipping_cost": row.shipping_rp,
            "grand_total": row.total_rp,
            "old_grandtotal": row.computed_total_rp,
            "payment_method": METHOD_WORDS[row.payment_method],
            "bank": row.bank_name or "0",
            "bank_account_no": row.bank_account_number or "0",
            "bank_account_name": row.bank_account_holder or "0",
            "is_komship": 1 if is_private else 0,
            "is_kompack": 0 if is_private else 1,
            "is_problem": int(row.is_problem),
            "is_retur": row.return_state,
            "shipping": row.courier_name,
            "shipping_type": row.service_code,
            "shipment_image_path": self.picture(row.courier_image),
            "airway_bill": row.awb,
            "updated_at": wib_text(row.updated_at),
            "is_mass_order": int(row.is_from_sheet),
            "order_notes": row.note,
            "warehouse_name": row.warehouse_name,
            "warehouse_type": "Private Warehouse" if is_private else "Mitra Kompack",
            "ticket_id": None,
            "is_print": 1 if row.label_prints else 0,
            "fulfillment_fee": 0,
            "product": [self.line(line) for line in row.lines],
        }


def last_scan(row: OrderRow) -> dict[str, Any] | None:
    """The courier's last word about the parcel, None before the first scan."""
    if row.last_event_at is None:
        return None
    return {
        "date": wib_text(row.last_event_at),
        "desc": row.last_event_text,
        "code": row.last_event_code,
        "status": row.last_event_class,
    }
