"""One buyer, and one of her orders as her page shows it."""

from typing import Any

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.lib.clock import wib_text
from komship.lib.phone import local_phone, national_phone
from orders.api.customers import last_order, place_text
from orders.api.present import Presenter
from orders.api.vocabulary import METHOD_WORDS, STATUS_NUMBERS
from orders.models import Order, OrderLine
from orders.selectors.customer_report import CustomerReport, customer_orders, customer_report
from orders.selectors.detail import order_detail
from orders.selectors.rows import LineRow, OrderRow
from orders.states import OrderStatus


class CustomerDetail(SellerEndpoint):
    right = Right.ORDER_VIEW

    def perform(self, *, customer_id: int) -> dict[str, Any]:
        partner_id = self.access.partner_id
        report = customer_report(partner_id, customer_id)
        presenter = Presenter(self.request)
        return {
            "customer_id": report.customer.id,
            "customer_name": report.customer.name,
            # Clients put the 0 in front themselves.
            "customer_phone": national_phone(report.customer.phone),
            "customer_address": f"{report.customer.address_line}, {place_text(report.customer)}",
            "is_whatsapp": int(report.customer.has_whatsapp),
            "customer_report": _report(report),
            "customer_orders": [_order(row, presenter) for row in customer_orders(partner_id, customer_id)],
        }


class CustomerOrderDetail(SellerEndpoint):
    right = Right.ORDER_VIEW

    def perform(self, *, order_id: int) -> dict[str, Any]:
        order = order_detail(self.access.partner_id, order_id=order_id)
        presenter = Presenter(self.request)
        return _order_facts(order) | {"order_detail": [_line(line, presenter) for line in order.lines.all()]}


def _report(report: CustomerReport) -> dict[str, Any]:
    """No nulls: clients call methods of each value."""
    row = report.customer
    return {
        "last_order": last_order(row),
        "total_order": row.orders,
        "total_pcs": row.pieces,
        "customer_product_favorit": report.favourite or "-",
        "total_spent": row.spent_rp,
        "average_spent": report.average_rp,
    }


def _order(row: OrderRow, presenter: Presenter) -> dict[str, Any]:
    return {
        "id": row.id,
        "order_no": row.number,
        "order_date": wib_text(row.created_at),
        "grand_total": row.total_rp,
        "payment_method": METHOD_WORDS[row.payment_method],
        "order_status": STATUS_NUMBERS[OrderStatus(row.status)],
        "all_order_detail": [_line(line, presenter) for line in row.lines],
    }


def _line(line: LineRow | OrderLine, presenter: Presenter) -> dict[str, Any]:
    return {
        "product_name": line.product_name,
        "product_variant_name": line.variant_name,
        "product_price": line.price_rp,
        "qty": line.quantity,
        "product": {"product_image": _pictures(line.image_url, presenter)},
    }


def _order_facts(order: Order) -> dict[str, Any]:
    place = f"{order.village}, {order.district}, {order.city}, {order.province} {order.postal_code}"
    return {
        "order_id": order.pk,
        "order_no": order.number,
        "order_date": wib_text(order.created_at),
        "payment_method": METHOD_WORDS[order.payment_method],
        "order_status": STATUS_NUMBERS[OrderStatus(order.status)],
        "customers": {
            "name": order.recipient_name,
            "address": f"{order.address_line}, {place}".rstrip(),
            "phone": local_phone(order.recipient_phone),
        },
        "shipping": order.courier_name,
        "airway_bill": order.shipment.awb if order.shipment else None,
        # Clients subtract postage and fee from this and call the rest income, so it is what the buyer pays.
        "total_product_price": order.total_rp,
        "service_fee": order.cod_fee_rp,
        "cash_back": order.cashback_rp,
        "shipping_cashback": order.cashback_rp,
        "shipping_cost": order.shipping_rp,
    }


def _pictures(image_url: str, presenter: Presenter) -> list[dict[str, str]]:
    return [{"images_path": presenter.picture(image_url)}] if image_url else []
