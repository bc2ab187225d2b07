"""What lists of orders can be narrowed down to, the same for API, pages and exports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import digits as ascii_digits

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.db.models.functions import Reverse

from orders.models import Order, OrderLine
from orders.models.order import NAME_WORDS, OrderQuerySet, name_word
from orders.selectors.rows import orders_of
from products.models import Product
from shipping.models import Shipment

# A number begins with its date; fewer digits would be a tenth of the year's orders or all of them.
_FEWEST_NUMBER_DIGITS = len("YYMMDD")
_FEWEST_LAST_DIGITS = 4
_FEWEST_PHONE_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilters:
    """Filters combine with AND; None, blank and empty mean no filter. Dates are Jakarta dates."""

    statuses: Sequence[str] = ()
    methods: Sequence[str] = ()
    couriers: Sequence[str] = ()
    order_ids: Sequence[int] = ()
    first_on: date | None = None
    last_on: date | None = None
    recipient_name: str = ""
    search: str = ""
    product_name: str = ""
    product_id: int | None = None
    warehouse_id: int | None = None
    return_state: int | None = None
    is_problem: bool | None = None


def filter_orders(partner_id: int, filters: OrderFilters) -> OrderQuerySet:
    """A seller's live orders that match all filters. Every filter is served by an index of its own."""
    wanted: dict[str, object] = {
        "status__in": list(filters.statuses),
        "payment_method__in": list(filters.methods),
        "courier_name__in": list(filters.couriers),
        "pk__in": list(filters.order_ids),
        "ordered_on__gte": filters.first_on,
        "ordered_on__lte": filters.last_on,
        "warehouse_id": filters.warehouse_id,
    }
    orders = orders_of(partner_id).filter(**{key: value for key, value in wanted.items() if value})
    if filters.return_state is not None:
        orders = orders.filter(return_state=filters.return_state)
    if filters.is_problem is not None:
        orders = orders.filter(is_problem=filters.is_problem)
    if filters.product_name or filters.product_id:
        orders = _with_article(orders, partner_id, filters)
    if filters.recipient_name:
        orders = _named(orders, filters.recipient_name, partner_id)
    return search_orders(orders, filters.search, partner_id=partner_id) if filters.search.strip() else orders


def search_orders(orders: OrderQuerySet, text: str, *, partner_id: int) -> OrderQuerySet:
    """Of these orders of a seller those that match what people read out: order number, airway bill,
    phone, or words of the name.

    Airway bills and phones are also found by their last digits, order numbers from their date on.
    """
    text = text.strip()
    compact = text.replace(" ", "").replace("-", "")
    number_digits = compact[3:] if compact.upper().startswith("KOM") else ""
    if number_digits.isdigit() and len(number_digits) >= _FEWEST_NUMBER_DIGITS:
        return orders.filter(number__startswith=compact.upper())
    mine = Order.objects.for_partner(partner_id)
    digits = compact.removeprefix("+")
    if digits.isdigit() and len(digits) >= _FEWEST_LAST_DIGITS:
        by_awb = _sent(mine, partner_id, Q(awb_reversed__startswith=digits[::-1]))
        return _either(orders, by_awb, _rung(mine, digits))
    if compact.isalnum() and any(letter.isdigit() for letter in compact):
        by_awb = _sent(mine, partner_id, Q(awb=compact.upper()))
        return _either(orders, by_awb, _named(mine, text, partner_id))
    return _named(orders, text, partner_id)


def _either(orders: OrderQuerySet, *found: OrderQuerySet) -> OrderQuerySet:
    """For an OR over two tables the database reads all orders of the seller; so it is asked for each half
    by its index, and for the few orders that were found."""
    first, second = (some.values("pk") for some in found)
    return orders.filter(pk__in=first.union(second))


def _sent(orders: OrderQuerySet, partner_id: int, wanted: Q) -> OrderQuerySet:
    """By the airway bill."""
    shipments = Shipment.objects.for_partner(partner_id).alias(awb_reversed=Reverse("awb"))
    return orders.filter(shipment__in=shipments.filter(wanted))


def _rung(orders: OrderQuerySet, digits: str) -> OrderQuerySet:
    """By the end of the phone: a whole number may begin with 0 or 62, its last digits may too."""
    if len(digits) >= _FEWEST_PHONE_DIGITS:
        digits = digits.removeprefix("0") if digits.startswith("0") else digits.removeprefix("62")
    phones = orders.alias(phone_reversed=Reverse("recipient_phone"))
    return phones.filter(phone_reversed__startswith=digits[::-1])


def _with_article(orders: OrderQuerySet, partner_id: int, filters: OrderFilters) -> OrderQuerySet:
    """Orders with the article. A name is the one the article bears today, whatever it was sold as."""
    products = Product.objects.for_partner(partner_id)
    if filters.product_id:
        products = products.filter(pk=filters.product_id)
    if filters.product_name:
        products = products.filter(name__iexact=filters.product_name)
    lines = OrderLine.objects.filter(product__in=products)
    return orders.filter(pk__in=lines.values("order_id"))


def _named(orders: OrderQuerySet, text: str, partner_id: int) -> OrderQuerySet:
    """Names in which every word of the text begins a word, in any order."""
    words = _words(text)
    if not words:
        return orders.none()
    prefixes = " & ".join(f"{name_word(partner_id, word)}:*" for word in words)
    query = SearchQuery(prefixes, config="simple", search_type="raw")
    return orders.alias(name_words=NAME_WORDS).filter(name_words=query)


def _words(text: str) -> list[str]:
    """Runs of what the database too takes for parts of a word: the seller's mark alone, with nothing
    behind it, would match every name."""
    kept = (letter if letter.isalpha() or letter in ascii_digits else " " for letter in text.lower())
    return "".join(kept).split()
