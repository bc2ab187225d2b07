"""Buyers of the seller: for the order form, and as lists with what they have bought."""

from typing import Any, ClassVar

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.pagination import Page, page_object
from komship.lib import clock
from komship.lib.phone import local_phone
from orders.selectors.customer_filters import CustomerFilters, Span, customers_of
from orders.selectors.customers import RECENT, CustomerRow, CustomerTable, found_customers

MOST_NUMBER = 10**12
LONGEST = 100
ASCENDING, DESCENDING = "ASC", "DESC"

Ordering = tuple[str, str]


class SearchInput(serializers.Serializer[Any]):
    search = serializers.CharField(required=False, allow_blank=True, default="", max_length=LONGEST)


class SearchCustomers(SellerEndpoint):
    """Ten at most, who ordered last first."""

    input = SearchInput
    right = Right.ORDER_CREATE

    def perform(self, *, search: str) -> list[dict[str, Any]]:
        return [_contact(row) for row in found_customers(self.access.partner_id, search)]


def _text() -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, default="", max_length=LONGEST)


def _number() -> serializers.IntegerField:
    return serializers.IntegerField(required=False, min_value=0, max_value=MOST_NUMBER)


def _direction() -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=[ASCENDING, DESCENDING], required=False)


class OrderCountField(serializers.Field[str | int, object, str, object]):
    """`ASC` or `DESC` in older clients, else an exact number of orders."""

    default_error_messages = {"invalid": "Isi ASC, DESC, atau jumlah pesanan."}

    def to_internal_value(self, data: object) -> str | int:
        text = str(data).strip().upper()
        if text in (ASCENDING, DESCENDING):
            return text
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            self.fail("invalid")
        return int(text)

    def to_representation(self, value: str | int) -> str:
        return str(value)


class CustomerListInput(serializers.Serializer[Any]):
    """Filters in all spellings of the clients; blanks mean no filter, one sort is used at a time."""

    # The page size where a client names none.
    size: ClassVar[int] = 50

    search = _text()
    customer_name = _text()
    area = _text()
    province_name = _text()
    product_name = _text()
    sort_spent = _direction()
    sort_pcs = _direction()
    sort_order = _direction()
    total_order = OrderCountField(required=False)
    spentFrom = _number()  # noqa: N815 - the contract's names
    spentTo = _number()  # noqa: N815
    pcsFrom = _number()  # noqa: N815
    pcsTo = _number()  # noqa: N815
    orderFrom = _number()  # noqa: N815
    orderTo = _number()  # noqa: N815
    page = serializers.IntegerField(required=False, min_value=1, max_value=100_000)
    total_per_page = serializers.IntegerField(required=False, min_value=1, max_value=10**6)
    limits = serializers.IntegerField(required=False, min_value=1, max_value=10**6)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        filled = {name: value for name, value in data.items() if value not in ("", None, [])}
        return dict(super().to_internal_value(filled))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        filters = CustomerFilters(
            search=attrs["search"] or attrs["customer_name"],
            area=attrs["area"],
            province=attrs["province_name"],
            product_name=attrs["product_name"],
            orders=_orders_span(attrs),
            pieces=Span(attrs.get("pcsFrom"), attrs.get("pcsTo")),
            spent_rp=Span(attrs.get("spentFrom"), attrs.get("spentTo")),
        )
        size = attrs.get("total_per_page") or attrs.get("limits")
        page = Page.of(page=attrs.get("page"), size=size, default_size=self.size)
        return {"filters": filters, "order_by": _ordering(attrs), "page": page}


class BareListInput(CustomerListInput):
    size = 10


def _orders_span(attrs: dict[str, Any]) -> Span:
    exact = attrs.get("total_order")
    return (
        Span(exact, exact) if isinstance(exact, int) else Span(attrs.get("orderFrom"), attrs.get("orderTo"))
    )


def _ordering(attrs: dict[str, Any]) -> Ordering:
    by_orders = attrs.get("sort_order") or attrs.get("total_order")
    wishes = {
        "spent_rp": attrs.get("sort_spent"),
        "piece_count": attrs.get("sort_pcs"),
        "order_count": by_orders,
    }
    for name, wish in wishes.items():
        if wish == ASCENDING:
            return (name, "id")
        if wish == DESCENDING:
            return (f"-{name}", "-id")
    return RECENT


class ListCustomersV1(SellerEndpoint):
    """A bare list: what the contract shows of a buyer, and what clients read of her numbers."""

    input: ClassVar[type[serializers.BaseSerializer[Any]] | None] = BareListInput
    right = Right.ORDER_VIEW

    def perform(self, *, filters: CustomerFilters, order_by: Ordering, page: Page) -> Any:
        table = CustomerTable(customers_of(self.access.partner_id, filters).order_by(*order_by))
        return [_contact(row) | _numbers(row) for row in table[page.offset : page.offset + page.size]]


class ListCustomersV2(ListCustomersV1):
    """A page object; numbers are texts, as in the contract."""

    input = CustomerListInput

    def perform(self, *, filters: CustomerFilters, order_by: Ordering, page: Page) -> Any:
        table = CustomerTable(customers_of(self.access.partner_id, filters).order_by(*order_by))
        rows = table[page.offset : page.offset + page.size]
        shown = [_with_texts(row) for row in rows]
        return page_object(shown, page, total=len(table), path=self.request.path)


def _contact(row: CustomerRow) -> dict[str, Any]:
    return {
        "customer_id": row.id,
        "name": row.name,
        "is_whatsapp": int(row.has_whatsapp),
        "tariff_code": row.tariff_code,
        "phone": local_phone(row.phone),
        "address": row.address_line,
        "zip_code": row.postal_code,
        "city_name": row.city,
        "district_name": row.district,
        "subdistrict_name": row.village,
    }


def _numbers(row: CustomerRow) -> dict[str, Any]:
    return {
        "customer_name": row.name,
        "customer_phone": local_phone(row.phone),
        "customer_address": place_text(row),
        "total_order": row.orders,
        "total_pcs": row.pieces,
        "total_spent": row.spent_rp,
        "last_order": last_order(row),
    }


def _with_texts(row: CustomerRow) -> dict[str, Any]:
    values = {"customer_id": row.id, **_numbers(row)}
    return {name: str(value) for name, value in values.items()} | {"is_whatsapp": int(row.has_whatsapp)}


def last_order(row: CustomerRow) -> str:
    """The Jakarta date of her newest order, blank when none of them counts."""
    return clock.wib(row.last_ordered_at).date().isoformat() if row.orders else ""


def place_text(row: CustomerRow) -> str:
    """`CITY, PROVINCE`, as clients show where a buyer lives."""
    return f"{row.city}, {row.province}"
