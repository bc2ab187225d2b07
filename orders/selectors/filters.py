"""What lists of orders can be narrowed down to, the same for API, pages and exports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q
from django.db.models.functions import Reverse

from orders.models.order import OrderQuerySet
from shipping.models import Shipment

_WORD = re.compile(r"\w+")
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


def filter_orders(orders: OrderQuerySet, filters: OrderFilters) -> OrderQuerySet:
    """The orders that match all filters. Every filter is served by an index of its own."""
    wanted: dict[str, object] = {
        "status__in": list(filters.statuses),
        "payment_method__in": list(filters.methods),
        "courier_name__in": list(filters.couriers),
        "pk__in": list(filters.order_ids),
        "ordered_on__gte": filters.first_on,
        "ordered_on__lte": filters.last_on,
        "warehouse_id": filters.warehouse_id,
        "lines__product_name__iexact": filters.product_name,
        "lines__product_id": filters.product_id,
    }
    orders = orders.filter(**{key: value for key, value in wanted.items() if value})
    if filters.return_state is not None:
        orders = orders.filter(return_state=filters.return_state)
    if filters.is_problem is not None:
        orders = orders.filter(is_problem=filters.is_problem)
    if filters.product_name or filters.product_id:
        orders = orders.distinct()
    if filters.recipient_name:
        orders = _named(orders, filters.recipient_name)
    return search_orders(orders, filters.search) if filters.search.strip() else orders


def search_orders(orders: OrderQuerySet, text: str) -> OrderQuerySet:
    """Orders by what people read out: order number, airway bill, phone, or words of the name.

    Airway bills and phones are also found by their last digits.
    """
    text = text.strip()
    compact = text.replace(" ", "").replace("-", "")
    if compact.upper().startswith("KOM") and compact[3:].isdigit():
        return orders.filter(number__startswith=compact.upper())
    digits = compact.removeprefix("+")
    if digits.isdigit() and len(digits) >= _FEWEST_LAST_DIGITS:
        return orders.alias(phone_reversed=Reverse("recipient_phone")).filter(
            Q(shipment__in=_shipments_by_awb(digits))
            | Q(phone_reversed__startswith=_end_of_phone(digits)[::-1])
        )
    by_awb = Q(shipment__in=Shipment.objects.filter(awb=compact.upper()))
    return _named(orders, text) if not compact.isalnum() else _named(orders, text, or_else=by_awb)


def _end_of_phone(digits: str) -> str:
    """What the stored number ends with: a whole number may begin with 0 or 62, its last digits may too."""
    if len(digits) < _FEWEST_PHONE_DIGITS:
        return digits
    return digits.removeprefix("0") if digits.startswith("0") else digits.removeprefix("62")


def _shipments_by_awb(digits: str) -> object:
    return Shipment.objects.alias(awb_reversed=Reverse("awb")).filter(
        Q(awb=digits) | Q(awb_reversed__startswith=digits[::-1])
    )


def _named(orders: OrderQuerySet, text: str, *, or_else: Q | None = None) -> OrderQuerySet:
    """Names in which every word of the text begins a word, in any order."""
    words = _WORD.findall(text.lower())
    if not words:
        return orders.none()
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), config="simple", search_type="raw")
    matches = Q(name_words=query)
    return orders.annotate(name_words=SearchVector("recipient_name", config="simple")).filter(
        matches | or_else if or_else is not None else matches
    )
