"""Buyers as rows, read only as far as they are shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload

from orders.models import Customer
from orders.models.customer import CustomerQuerySet
from orders.selectors.customer_filters import CustomerFilters, customers_of

RECENT = ("-last_ordered_at", "-id")
CHUNK = 500


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A buyer, where she lives, and the sums of her orders that are neither deleted nor cancelled."""

    id: int
    name: str
    phone: str
    address_line: str
    has_whatsapp: bool
    orders: int
    pieces: int
    spent_rp: int
    last_ordered_at: datetime
    village: str
    district: str
    city: str
    province: str
    postal_code: str
    tariff_code: str
    destination_id: int


_COLUMNS = (
    "id",
    "name",
    "phone",
    "address_line",
    "has_whatsapp",
    "order_count",
    "piece_count",
    "spent_rp",
    "last_ordered_at",
    "destination__village",
    "destination__district",
    "destination__city",
    "destination__province",
    "destination__postal_code",
    "destination__tariff_code",
    "destination_id",
)


class CustomerTable(Sequence[CustomerRow]):
    """A list of buyers: two queries per slice, one for the length.

    The first names the buyers from an index alone, so only rows that are shown are read.
    """

    def __init__(self, customers: CustomerQuerySet) -> None:
        self._customers = customers

    def __len__(self) -> int:
        return self._customers.order_by().count()

    @overload
    def __getitem__(self, index: int) -> CustomerRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[CustomerRow]: ...
    def __getitem__(self, index: int | slice) -> CustomerRow | list[CustomerRow]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        ids = self._customers.values_list("pk", flat=True)
        return customer_rows(list(ids[index.start or 0 : index.stop]))


def customer_rows(customer_ids: Sequence[int]) -> list[CustomerRow]:
    """The buyers with these ids, known to be of one seller, in this order. One query, or none."""
    if not customer_ids:
        return []
    rows = Customer.objects.filter(pk__in=customer_ids).values_list(*_COLUMNS)
    by_id = {row.id: row for row in (CustomerRow(*values) for values in rows)}
    return [by_id[pk] for pk in customer_ids if pk in by_id]


def found_customers(partner_id: int, text: str, *, limit: int = 10) -> list[CustomerRow]:
    """Buyers for an order form: by name or number, who ordered last first. Two queries."""
    return CustomerTable(customers_of(partner_id, CustomerFilters(search=text)).order_by(*RECENT))[:limit]


def own_customer(partner_id: int, customer_id: int) -> CustomerRow | None:
    """A seller's buyer, None also for buyers of others. One query, two when she is there."""
    return _one(customers_of(partner_id).filter(pk=customer_id))


def customer_of_phone(partner_id: int, phone: str) -> CustomerRow | None:
    """The buyer with a stored number (`62812…`). One query, two when she is there."""
    return _one(customers_of(partner_id).filter(phone=phone))


def _one(customers: CustomerQuerySet) -> CustomerRow | None:
    return next(iter(CustomerTable(customers)[:1]), None)


def exported_customers(partner_id: int, filters: CustomerFilters, *, limit: int) -> Iterator[CustomerRow]:
    """Every buyer that matches, who ordered last first; one query per 500 of them."""
    ids = list(customers_of(partner_id, filters).order_by(*RECENT).values_list("pk", flat=True)[:limit])
    for start in range(0, len(ids), CHUNK):
        yield from customer_rows(ids[start : start + CHUNK])
