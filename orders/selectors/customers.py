"""Buyers as rows with their numbers, read only as far as they are shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, overload

from django.db.models import Count, FilteredRelation, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from orders.models import Customer, Order
from orders.models.customer import CustomerQuerySet
from orders.selectors.customer_filters import CustomerFilters, Span, customers_of
from orders.states import COUNTED

RECENT = ("-last_ordered_at", "-id")
# What a list may be ordered by besides columns of the table.
NUMBERS = ("sold", "pieces", "spent_rp")
Ordering = Sequence[str]


@dataclass(slots=True)
class CustomerRow:
    """A buyer and what her counted orders add up to; `last_on` None: none of them counts."""

    id: int
    name: str
    phone: str
    address_line: str
    has_whatsapp: bool
    village: str
    district: str
    city: str
    province: str
    postal_code: str
    tariff_code: str
    orders: int = 0
    pieces: int = 0
    spent_rp: int = 0
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sales:
    """Counted orders of one buyer."""

    orders: int
    pieces: int
    spent_rp: int
    last_on: date


_COLUMNS = (
    "id",
    "name",
    "phone",
    "address_line",
    "has_whatsapp",
    "destination__village",
    "destination__district",
    "destination__city",
    "destination__province",
    "destination__postal_code",
    "destination__tariff_code",
)


class CustomerTable(Sequence[CustomerRow]):
    """A seller's buyers: two queries per slice, one for the length.

    Only an ordering or a filter by numbers adds up all orders of the seller, from an index that
    holds what is added; otherwise those of the shown buyers are.
    """

    def __init__(
        self, partner_id: int, filters: CustomerFilters | None = None, *, order_by: Ordering = RECENT
    ) -> None:
        self._partner_id = partner_id
        wanted = filters or CustomerFilters()
        buyers = customers_of(partner_id, wanted)
        self._counted: QuerySet[Any] = _within(buyers, partner_id, wanted)
        by_numbers = any(name.removeprefix("-") in NUMBERS for name in order_by)
        rows = _numbered(buyers, partner_id) if by_numbers and not wanted.needs_numbers else self._counted
        self._rows = rows.order_by(*order_by)

    def __len__(self) -> int:
        return self._counted.order_by().count()

    @overload
    def __getitem__(self, index: int) -> CustomerRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[CustomerRow]: ...
    def __getitem__(self, index: int | slice) -> CustomerRow | list[CustomerRow]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        return customer_rows(self._partner_id, self._rows[index.start or 0 : index.stop])


def customer_rows(partner_id: int, customers: QuerySet[Any]) -> list[CustomerRow]:
    """These buyers of the seller as rows, in their order. Two queries."""
    rows = [CustomerRow(*values) for values in customers.values_list(*_COLUMNS)]
    sales = sales_by_customer(partner_id, [row.id for row in rows])
    for row in rows:
        sold = sales.get(row.id)
        if sold is not None:
            row.orders, row.pieces, row.spent_rp, row.last_on = (
                sold.orders,
                sold.pieces,
                sold.spent_rp,
                sold.last_on,
            )
    return rows


def sales_by_customer(partner_id: int, customer_ids: Collection[int]) -> dict[int, Sales]:
    """What these buyers have bought of the seller. One query."""
    orders = Order.objects.for_partner(partner_id).counted().filter(customer__in=customer_ids)
    rows = (
        orders.order_by()
        .values_list("customer_id")
        .annotate(Count("pk"), Sum("piece_count"), Sum("total_rp"), Max("ordered_on"))
    )
    return {customer_id: Sales(*numbers) for customer_id, *numbers in rows}


def found_customers(partner_id: int, text: str, *, limit: int = 10) -> list[CustomerRow]:
    """Buyers for an order form: by name or number, who ordered last first. At most three queries."""
    buyers = customers_of(partner_id, CustomerFilters(search=text)).order_by(*RECENT)
    return [CustomerRow(*values) for values in buyers.values_list(*_COLUMNS)[:limit]]


def _numbered(buyers: CustomerQuerySet, partner_id: int) -> QuerySet[Any]:
    """With the sums of NUMBERS; buyers of whom nothing counts are there with zeros."""
    counted = Q(orders__partner=partner_id, orders__deleted_at=None, orders__status__in=COUNTED)
    return buyers.annotate(
        sale=FilteredRelation("orders", condition=counted),
        sold=Count("sale"),
        pieces=Coalesce(Sum("sale__piece_count"), 0),
        spent_rp=Coalesce(Sum("sale__total_rp"), 0),
    )


def _within(buyers: CustomerQuerySet, partner_id: int, filters: CustomerFilters) -> QuerySet[Any]:
    if not filters.needs_numbers:
        return buyers
    spans: dict[str, Span] = {
        "sold": filters.orders,
        "pieces": filters.pieces,
        "spent_rp": filters.spent_rp,
    }
    wanted: dict[str, int] = {}
    for name, span in spans.items():
        if span.least is not None:
            wanted[f"{name}__gte"] = span.least
        if span.most is not None:
            wanted[f"{name}__lte"] = span.most
    return _numbered(buyers, partner_id).filter(**wanted)


def customer_count(partner_id: int) -> int:
    """All buyers a seller has had. One query."""
    return Customer.objects.for_partner(partner_id).count()
