"""The seller's product list; the newest version pages, the older ones give everything."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from accounts.states import Right
from komship.api.pagination import Window
from products.api.catalogue_endpoint import CatalogueEndpoint
from products.api.fields import MOST_OFFSET, LooseInteger, LooseText
from products.api.records import Record, list_record
from products.selectors import ProductFilter, product_rows, products_of

PAGE = 50
# Older clients expect the whole list at once; this is a wall against accidents, not a page.
WHOLE_LIST = 10_000
BIGGEST_NUMBER = 2**53
SPELLINGS = {
    spelling: f"{word}_{end.lower()}"
    for word in ("stock", "sold")
    for end in ("From", "To")
    for spelling in (f"{word}{end}", f"{word}-{end.lower()}")
}


class ListInput(serializers.Serializer[Any]):
    name = LooseText()
    status = LooseInteger(min_value=0, max_value=1)
    stock_from = LooseInteger(min_value=0, max_value=BIGGEST_NUMBER)
    stock_to = LooseInteger(min_value=0, max_value=BIGGEST_NUMBER)
    sold_from = LooseInteger(min_value=0, max_value=BIGGEST_NUMBER)
    sold_to = LooseInteger(min_value=0, max_value=BIGGEST_NUMBER)
    limits = LooseInteger(min_value=0)
    offset = LooseInteger(min_value=0, max_value=MOST_OFFSET)

    def to_internal_value(self, data: Mapping[str, Any]) -> Any:
        """The contract writes `stock-from`, the clients `stockFrom`."""
        known = {SPELLINGS.get(name, name): value for name, value in data.items()}
        return super().to_internal_value(known)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        limits, offset = attrs.pop("limits"), attrs.pop("offset")
        status = attrs.pop("status")
        wanted = ProductFilter(is_published=None if status is None else bool(status), **attrs)
        return {"wanted": wanted, "limits": limits, "offset": offset}


class ProductList(CatalogueEndpoint):
    right = Right.PRODUCT_VIEW
    input = ListInput
    usual_limit = WHOLE_LIST

    def perform(self, *, wanted: ProductFilter, limits: int | None, offset: int | None) -> list[Record]:
        window = Window.of(offset=offset, limit=limits or self.usual_limit, most=self.usual_limit)
        products = products_of(self.access.partner_id, wanted)
        rows = product_rows(products[window.offset : window.end])
        return [list_record(row, self.absolute) for row in rows]


class ProductListV4(ProductList):
    usual_limit = PAGE
