"""Store an order: stock promised, shipping held, cart emptied - all of it or nothing."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Warehouse
from accounts.services import complete_mission
from accounts.states import Mission
from finance.services.describe_parcel import describe_parcel
from finance.services.open_parcel import open_parcel
from komship.core.outbox import emit
from komship.lib import clock
from komship.lib.money import rupiah
from orders.errors import CartEmpty, PriceChanged
from orders.events import OrderPlaced
from orders.models import CartLine, Order, OrderHistory, OrderLine
from orders.rules import Price, price_order
from orders.selectors.cart import CartRow, cart_rows
from orders.services._customers import remember_customer
from orders.services._money import parcel_terms
from orders.services._names import chosen_sales_admin, own_sender, require_open_partner
from orders.services._new_order import NewOrder, Recipient, clean_recipient
from orders.services._numbers import next_order_number
from orders.services._offers import (
    agreed_offer,
    order_columns,
    quote_request,
    rates_of,
    require_destination,
)
from orders.services._parcel_size import ParcelSize, parcel_size
from orders.services._warehouse import require_warehouse
from orders.states import OrderStatus
from products.services.reserve_stock import StockLine, reserve_stock
from shipping.models import Destination
from shipping.rules.quoting import QuoteOption


@dataclass(frozen=True, slots=True)
class _Plan:
    """The order worked out on paper, before the first row is written."""

    recipient: Recipient
    rows: list[CartRow]
    warehouse: Warehouse
    destination: Destination
    size: ParcelSize
    offer: QuoteOption
    price: Price
    sales_admin_id: int | None


def place_order(new: NewOrder) -> Order:
    """Store the order of a cart at the quoted price; amounts of the client are not trusted.

    May ask the courier for a price before the transaction begins. Inside it locks, in this order,
    the cart lines, the customer, the stock rows and the seller's accounts. The same `request_key`
    again returns the order that exists.

    Raises SellerOnHold, InvalidInput (recipient, sales admin), CartEmpty, UnknownVariant,
    NoSuchWarehouse, WarehouseIncomplete, NoSuchDestination, ServiceUnavailable, NoCodHere,
    TotalTooLow, PriceChanged, OutOfStock, BalanceTooLow, NegativeBalance; then nothing is changed.
    """
    known = _known_order(new)
    if known is not None:
        return known
    plan = _plan(new)
    try:
        return _place(new, plan)
    except (IntegrityError, CartEmpty):
        # The same request at the same moment: the other one has won.
        known = _known_order(new)
        if known is None:
            raise
        return known


def _place(new: NewOrder, plan: _Plan) -> Order:
    with transaction.atomic():
        _consume_cart(new, plan)
        # The number is drawn first: stock and money refer to it.
        number = next_order_number(clock.today())
        order = _store(new, plan, number)
        reserve_stock(
            [StockLine(row.variant.variant_id, plan.warehouse.pk, row.quantity) for row in plan.rows],
            reference=number,
        )
        open_parcel(parcel_terms(order))
        describe_parcel(number, order_id=order.pk, courier_name=order.courier_name)
        complete_mission(new.partner_id, Mission.ORDER)
        emit(OrderPlaced(order_id=order.pk, number=number, partner_id=new.partner_id))
    return order


def _consume_cart(new: NewOrder, plan: _Plan) -> None:
    """Empty the cart into this order. A second click, also of a client without a request key, finds
    nothing left. Raises CartEmpty."""
    lines = CartLine.objects.of_user(new.user_id).filter(pk__in=new.cart_line_ids)
    consumed, _ignored = lines.delete()
    if consumed < len(plan.rows):
        raise CartEmpty(_("Keranjang ini sudah menjadi pesanan."))


def _known_order(new: NewOrder) -> Order | None:
    if new.request_key is None:
        return None
    return Order.objects.for_partner(new.partner_id).filter(request_key=new.request_key).first()


def _plan(new: NewOrder) -> _Plan:
    recipient = clean_recipient(new.recipient)
    rows = cart_rows(new.user_id, partner_id=new.partner_id, line_ids=new.cart_line_ids)
    if not rows:
        raise CartEmpty(_("Keranjang kosong. Pilih produk dulu."))
    warehouse = require_warehouse(new.partner_id, new.warehouse_id)
    require_open_partner(warehouse.partner)
    sales_admin_id = chosen_sales_admin(new)
    size = parcel_size(rows)
    destination = require_destination(recipient.destination_id)
    request = quote_request(new.partner_id, warehouse.origin_code, destination.pk, size, is_cod=new.is_cod)
    offer = agreed_offer(request, courier_name=new.courier_name, service_code=new.service_code)
    price = price_order(size.goods_rp, rates_of(offer), new.wishes)
    if new.expected_total_rp not in (None, price.total_rp):
        raise PriceChanged(
            _("Total pesanan sekarang %(total)s. Periksa lagi lalu simpan.")
            % {"total": rupiah(price.total_rp)},
            total_rp=price.total_rp,
        )
    return _Plan(recipient, rows, warehouse, destination, size, offer, price, sales_admin_id)


def _store(new: NewOrder, plan: _Plan, number: str) -> Order:
    now = clock.now()
    recipient, offer, price = plan.recipient, plan.offer, plan.price
    order = Order.objects.create(
        number=number,
        partner_id=new.partner_id,
        created_by_id=new.user_id,
        customer_id=remember_customer(new.partner_id, recipient, now=now),
        warehouse=plan.warehouse,
        sender_id=own_sender(new),
        sales_admin_id=plan.sales_admin_id,
        request_key=new.request_key,
        status=OrderStatus.CREATED.value,
        ordered_on=new.ordered_on,
        created_at=now,
        updated_at=now,
        recipient_name=recipient.name,
        recipient_phone=recipient.phone,
        address_line=recipient.address_line,
        destination_id=recipient.destination_id,
        origin_code=plan.warehouse.origin_code,
        weight_g=plan.size.weight_g,
        piece_count=plan.size.pieces,
        payment_method=new.wishes.method,
        bank_name=new.bank.name,
        bank_account_number=new.bank.account_number,
        bank_account_holder=new.bank.account_holder,
        note=new.note,
        **order_columns(offer, plan.destination),
        **_price_columns(price),
    )
    OrderLine.objects.bulk_create(_lines(order, plan.rows))
    OrderHistory.objects.create(
        order=order,
        kind=OrderHistory.Kind.STATUS,
        after=order.status,
        actor_label=new.actor.label[:200],
        happened_at=now,
    )
    return order


def _lines(order: Order, rows: list[CartRow]) -> list[OrderLine]:
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


def _price_columns(price: Price) -> dict[str, int]:
    return {name: getattr(price, name) for name in price.__slots__}
