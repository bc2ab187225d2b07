"""What lists of buyers can be narrowed down to, the same for API, pages and export."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from orders.models import Customer, Order
from orders.models.customer import CustomerQuerySet
from products.models import Product

_WORD = re.compile(r"\w+")
_NOT_DIALLED = re.compile(r"[\s().+\-]")
_FEWEST_DIGITS = 3
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Span:
    """From `least` to `most`, both included; None is open."""

    least: int | None = None
    most: int | None = None


ANY = Span()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFilters:
    """Filters combine with AND; blank and open mean no filter."""

    search: str = ""
    province: str = ""
    # Words of the district, city or province.
    area: str = ""
    # Buyers of this article, by its name of today.
    product_name: str = ""
    orders: Span = ANY
    pieces: Span = ANY
    spent_rp: Span = ANY


def customers_of(partner_id: int, filters: CustomerFilters | None = None) -> CustomerQuerySet:
    """A seller's buyers that match the filters."""
    customers = Customer.objects.for_partner(partner_id)
    if filters is None:
        return customers
    customers = customers.filter(**_within(filters))
    if filters.province:
        customers = customers.filter(destination__province=filters.province)
    for word in _WORD.findall(filters.area)[:_MOST_WORDS]:
        customers = customers.filter(
            Q(destination__district__icontains=word)
            | Q(destination__city__icontains=word)
            | Q(destination__province__icontains=word)
        )
    if filters.product_name:
        customers = customers.filter(pk__in=_buyers_of(partner_id, filters.product_name))
    return search_customers(customers, filters.search)


def search_customers(customers: CustomerQuerySet, text: str) -> CustomerQuerySet:
    """Buyers whose number holds the digits typed, or whose name holds every word.

    What is asked is in the index of the seller's buyers, so even a text that nobody has costs no look
    at their rows. `customers` must be limited to one seller.
    """
    digits = _NOT_DIALLED.sub("", text)
    if digits.isascii() and digits.isdigit() and len(digits) >= _FEWEST_DIGITS:
        # However the number is written at home or abroad, it is stored as 62812….
        return customers.filter(phone__contains=digits.removeprefix("0"))
    words = text.split()[:_MOST_WORDS]
    for word in words:
        customers = customers.filter(name__icontains=word)
    return customers


def _within(filters: CustomerFilters) -> dict[str, int]:
    spans = {"order_count": filters.orders, "piece_count": filters.pieces, "spent_rp": filters.spent_rp}
    bounds = {f"{name}__gte": span.least for name, span in spans.items()}
    bounds |= {f"{name}__lte": span.most for name, span in spans.items()}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _buyers_of(partner_id: int, product_name: str) -> QuerySet[Any]:
    products = Product.objects.for_partner(partner_id).filter(name__iexact=product_name.strip())
    return Order.objects.counted().filter(lines__product__in=products).values("customer")
