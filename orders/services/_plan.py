"""An order worked out on paper, before the first row is written; for new orders and for edits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.errors import WarehouseNotFound
from accounts.models import Warehouse
from accounts.services import hold_warehouse
from komship.lib.money import rupiah
from orders.errors import CartEmpty, NoSuchWarehouse, PriceChanged
from orders.models import CartLine, Order, OrderLine
from orders.rules import Price, price_order
from orders.selectors.cart import Article, cart_rows
from orders.services._names import chosen_sales_admin, own_sender, require_open_partner
from orders.services._new_order import NewOrder, Recipient, clean_recipient
from orders.services._offers import (
    agreed_offer,
    order_columns,
    quote_request,
    rates_of,
    require_destination,
)
from orders.services._parcel_size import ParcelSize, parcel_size
from orders.services._warehouse import require_warehouse
from products.services.reserve_stock import StockLine
from shipping.models import Destination
from shipping.rules.quoting import QuoteOption


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """Everything an order needs, read and priced."""

    recipient: Recipient
    rows: Sequence[Article]
    warehouse: Warehouse
    destination: Destination
    size: ParcelSize
    offer: QuoteOption
    price: Price
    sales_admin_id: int | None

    @property
    def stock_lines(self) -> list[StockLine]:
        return [StockLine(row.variant.variant_id, self.warehouse.pk, row.quantity) for row in self.rows]


def plan_order(new: NewOrder, *, kept_sales_admin_id: int | None = None) -> OrderPlan:
    """Read and price what the seller wants. May ask a courier, so it runs outside any transaction.

    `kept_sales_admin_id` may be named although she has left the list. Raises what `place_order` says.
    """
    recipient = clean_recipient(new.recipient)
    rows = cart_rows(new.user_id, partner_id=new.partner_id, line_ids=new.cart_line_ids)
    if not rows:
        raise CartEmpty(_("Keranjang kosong. Pilih produk dulu."))
    warehouse = require_warehouse(new.partner_id, new.warehouse_id)
    require_open_partner(warehouse.partner, is_cod=new.is_cod)
    sales_admin_id = chosen_sales_admin(new, kept_id=kept_sales_admin_id)
    size = parcel_size(rows)
    destination = require_destination(recipient.destination_id)
    request = quote_request(warehouse, destination.pk, size, is_cod=new.is_cod)
    offer = agreed_offer(request, courier_name=new.courier_name, service_code=new.service_code)
    price = price_order(size.goods_rp, rates_of(offer), new.wishes)
    if new.expected_total_rp not in (None, price.total_rp):
        raise PriceChanged(
            _("Total pesanan sekarang %(total)s. Periksa lagi lalu simpan.")
            % {"total": rupiah(price.total_rp)},
            total_rp=price.total_rp,
        )
    return OrderPlan(recipient, rows, warehouse, destination, size, offer, price, sales_admin_id)


def consume_cart(new: NewOrder, plan: OrderPlan) -> None:
    """Empty the cart into this order. A second click, also of a client without a request key, finds
    nothing left. Raises CartEmpty."""
    lines = CartLine.objects.of_user(new.user_id).filter(pk__in=new.cart_line_ids)
    consumed, _ignored = lines.delete()
    if consumed < len(plan.rows):
        raise CartEmpty(_("Keranjang ini sudah menjadi pesanan."))


def hold_place(plan: OrderPlan) -> None:
    """The pickup address was read before the transaction; from here on it cannot be deleted.

    Raises NoSuchWarehouse.
    """
    try:
        hold_warehouse(plan.warehouse.pk, partner_id=plan.warehouse.partner_id)
    except WarehouseNotFound as gone:
        raise NoSuchWarehouse(_("Alamat pickup tidak ditemukan.")) from gone


def decided_columns(new: NewOrder, plan: OrderPlan) -> dict[str, Any]:
    """The columns of an order that its seller decides, and what follows from them."""
    return {
        "warehouse_id": plan.warehouse.pk,
        "sender_id": own_sender(new),
        "sales_admin_id": plan.sales_admin_id,
        "ordered_on": new.ordered_on,
        "recipient_name": plan.recipient.name,
        "recipient_phone": plan.recipient.phone,
        "address_line": plan.recipient.address_line,
        "destination_id": plan.destination.pk,
        "origin_code": plan.warehouse.origin_code,
        "weight_g": plan.size.weight_g,
        "piece_count": plan.size.pieces,
        "payment_method": new.wishes.method.value,
        "bank_name": new.bank.name,
        "bank_account_number": new.bank.account_number,
        "bank_account_holder": new.bank.account_holder,
        "note": new.note,
        **order_columns(plan.offer, plan.destination),
        **{name: getattr(plan.price, name) for name in Price.__slots__},
    }


def order_lines(order: Order, rows: Sequence[Article]) -> list[OrderLine]:
    """The articles with the words and prices of today, unsaved."""
    return [
        OrderLine(
            order=order,
            product_id=row.variant.product_id,
            variant_id=row.variant.variant_id,
            option_ref=row.variant.option_id,
            product_name=row.variant.product_name,
            variant_name=row.variant.variant_name,
            sku=row.variant.sku,
            image_url=row.variant.image_url,
            price_rp=row.variant.price_rp,
            quantity=row.quantity,
            weight_g=row.variant.weight_g,
        )
        for row in rows
    ]
