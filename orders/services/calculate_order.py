"""What a cart would cost with each courier, before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from finance.states import PaymentMethod
from orders.errors import CartEmpty
from orders.rules import Price, Wishes, price_order
from orders.selectors.cart import cart_rows
from orders.services._offers import all_offers, quote_request, rates_of
from orders.services._parcel_size import ParcelSize, parcel_size
from orders.services._warehouse import require_warehouse
from shipping.rules.quoting import QuoteOption, Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A cart, where it leaves from and goes to, and what the seller wishes. `size` overrides the
    cart for clients that send goods value and weight instead."""

    user_id: int
    partner_id: int
    cart_line_ids: tuple[int, ...]
    # None: the partner's default pickup address.
    warehouse_id: int | None
    destination_id: int
    wishes: Wishes
    size: ParcelSize | None = None


@dataclass(frozen=True, slots=True)
class PricedOption:
    """A courier service with every amount of the order it would make."""

    option: QuoteOption
    price: Price


@dataclass(frozen=True, slots=True)
class Calculation:
    """Options in the couriers' order; `missing` says in words why others are not there."""

    size: ParcelSize
    options: list[PricedOption]
    missing: Sequence[Unavailable]
    destination_id: int


def calculate_order(question: Question) -> Calculation:
    """Price a cart with all couriers. May use the network; stores quotes good for 15 minutes.

    Raises CartEmpty, NoSuchWarehouse, WarehouseIncomplete, NoSuchDestination, TotalTooLow.
    """
    size = question.size or _size_of_cart(question)
    warehouse = require_warehouse(question.partner_id, question.warehouse_id)
    is_cod = question.wishes.method == PaymentMethod.COD
    request = quote_request(warehouse, question.destination_id, size, is_cod=is_cod)
    offers = all_offers(request)
    options = [
        PricedOption(option, price_order(size.goods_rp, rates_of(option), question.wishes))
        for option in offers.options
    ]
    return Calculation(size, options, offers.reasons, question.destination_id)


def _size_of_cart(question: Question) -> ParcelSize:
    rows = cart_rows(question.user_id, partner_id=question.partner_id, line_ids=question.cart_line_ids)
    if not rows:
        raise CartEmpty(_("Keranjang kosong. Pilih produk dulu."))
    return parcel_size(rows)
