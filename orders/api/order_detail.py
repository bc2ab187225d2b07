"""One order in full."""

from typing import Any

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right, WarehouseKind
from komship.lib.clock import wib_text
from komship.lib.money import percent_number, share_bp
from komship.lib.phone import local_phone
from orders.api.present import Presenter
from orders.api.vocabulary import METHOD_WORDS
from orders.models import Order, OrderLine
from orders.selectors.detail import order_detail
from orders.states import STATUS_WORDS, OrderStatus


class OrderDetailV1(SellerEndpoint):
    right = Right.ORDER_VIEW

    def perform(self, *, order_id: int) -> dict[str, Any]:
        return order_record(order_detail(self.access.partner_id, order_id=order_id), Presenter(self.request))


def order_record(order: Order, presenter: Presenter) -> dict[str, Any]:
    """An order in the contract's words, with its articles."""
    lines = [_line(line, presenter) for line in order.lines.all()]
    return _facts(order, presenter) | _amounts(order) | {"product": lines}


def _facts(order: Order, presenter: Presenter) -> dict[str, Any]:
    shipment = order.shipment
    is_private = order.warehouse.kind == WarehouseKind.PRIVATE
    parts = (order.address_line, order.village, order.district, order.city, order.postal_code)
    return {
        "order_id": order.pk,
        "order_no": order.number,
        "order_status": STATUS_WORDS[OrderStatus(order.status)],
        "order_date": wib_text(order.created_at),
        "updated_at": wib_text(order.updated_at),
        "shipping": order.courier_name,
        "shipping_type": order.service_code,
        "shipment_image_path": presenter.picture(order.service.courier.image_path),
        "is_komship": int(is_private),
        "is_kompack": int(not is_private),
        "is_mass_order": int(order.is_from_sheet),
        "is_problem": int(order.is_problem),
        "is_retur": order.return_state,
        "airway_bill": shipment.awb if shipment else None,
        "user_fullname": order.created_by.full_name,
        "user_name_edited": order.edited_by_label or None,
        "order_edited_date": wib_text(order.edited_at),
        "customer_id": order.customer_id,
        "customer_name": order.recipient_name,
        "customer_phone": local_phone(order.recipient_phone),
        "customer_address": ", ".join(part for part in parts if part),
        "detail_address": order.address_line,
        "destination_id": order.destination_id,
        "tariff_code": order.tariff_code,
        "payment_method": METHOD_WORDS[order.payment_method],
        "bank": order.bank_name or "0",
        "bank_account_no": order.bank_account_number or "0",
        "bank_account_name": order.bank_account_holder or "0",
        "address_partner": [{"id": order.warehouse_id, "name": order.warehouse.name}],
        "custom_label_id": order.sender_id or 0,
        "order_notes": order.note,
        "notes": order.booking_note or order.note,
    }


def _amounts(order: Order) -> dict[str, Any]:
    return {
        "subtotal": order.goods_rp,
        "shipping_cost": order.shipping_rp,
        "shipping_cashback": order.cashback_rp,
        "cashback_to": percent_number(order.cashback_bp),
        "service_fee": order.cod_fee_rp,
        "service_fee_to": percent_number(order.cod_fee_bp),
        "discount": order.discount_rp,
        "additional_cost": order.additional_rp,
        "grandtotal": order.total_rp,
        "old_grandtotal": order.computed_total_rp,
        "net_profit": order.net_rp,
        "total_weight": order.weight_g / 1000,
        "percentage_cost_retur": percent_number(order.return_discount_bp),
        "shipping_retur": share_bp(order.shipping_rp, 10_000 - order.return_discount_bp),
    }


def _line(line: OrderLine, presenter: Presenter) -> dict[str, Any]:
    return {
        "id": line.pk,
        "detail_order_id": line.order_id,
        "product_id": line.product_id,
        "product_name": line.product_name,
        "product_sku": line.sku,
        "product_variant_id": line.option_ref or 0,
        "variant_name": line.variant_name or "0",
        "price": line.price_rp,
        "weight": line.weight_g,
        "qty": line.quantity,
        "subtotal": line.price_rp * line.quantity,
        "product_image": presenter.picture(line.image_url),
    }
