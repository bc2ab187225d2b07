"""What lists of buyers can be narrowed down to, the same for API, pages and export."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q

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

    @property
    def is_open(self) -> bool:
        return self.least is None and self.most is None


ANY = Span()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFilters:
    """Filters combine with AND; blank and open mean no filter. The spans are about counted orders."""

    search: str = ""
    province: str = ""
    # Words of the district, city or province.
    area: str = ""
    # Buyers of this article, by its name of today.
    product_name: str = ""
    orders: Span = ANY
    pieces: Span = ANY
    spent_rp: Span = ANY

    @property
    def needs_numbers(self) -> bool:
        return not (self.orders.is_open and self.pieces.is_open and self.spent_rp.is_open)


def customers_of(partner_id: int, filters: CustomerFilters | None = None) -> CustomerQuerySet:
    """A seller's buyers that match the filters about who they are; a search asks once before."""
    customers = Customer.objects.for_partner(partner_id)
    if filters is None:
        return customers
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
    return search_customers(customers, filters.search) if filters.search.strip() else customers


def search_customers(customers: CustomerQuerySet, text: str) -> CustomerQuerySet:
    """Buyers by words of their name, or by the beginning or the end of their number.

    Beginnings of words are asked first, because an index knows them; only when no buyer has them
    is the text looked for inside the names. `customers` must be limited to one seller.
    """
    digits = _NOT_DIALLED.sub("", text)
    if digits.isascii() and digits.isdigit() and len(digits) >= _FEWEST_DIGITS:
        return _by_phone(customers, digits)
    return _by_name(customers, text.strip())


def _by_phone(customers: CustomerQuerySet, digits: str) -> CustomerQuerySet:
    """A range of numbers, so that the unique index serves it in any collation."""
    begin = "62" + digits.removeprefix("0").removeprefix("62")
    found = customers.filter(phone__gte=begin, phone__lt=str(int(begin) + 1))
    return found if found.exists() else customers.filter(phone__endswith=digits)


def _by_name(customers: CustomerQuerySet, text: str) -> CustomerQuerySet:
    words = _WORD.findall(text.lower())[:_MOST_WORDS]
    if not words:
        return customers.none()
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), config="simple", search_type="raw")
    found = customers.annotate(words=SearchVector("name", config="simple")).filter(words=query)
    return found if found.exists() else customers.filter(name__icontains=text)


def _buyers_of(partner_id: int, product_name: str) -> object:
    products = Product.objects.for_partner(partner_id).filter(name__iexact=product_name.strip())
    return Order.objects.counted().filter(lines__product__in=products).values("customer")
