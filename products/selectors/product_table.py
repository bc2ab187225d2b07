"""The product page's table: rows with the pieces in each warehouse."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import Count, F, Q, Sum

from products.models import Product, Stock
from products.models.product import ProductQuerySet
from products.selectors.catalogue import ProductRow, product_rows


@dataclass(frozen=True, slots=True)
class Place:
    """Pieces that can be ordered from one warehouse."""

    warehouse: str
    stock: int


@dataclass(frozen=True, slots=True)
class TableRow:
    product: ProductRow
    places: list[Place]

    @property
    def stock(self) -> int:
        return sum(place.stock for place in self.places)


@dataclass(frozen=True, slots=True)
class ProductCounts:
    published: int
    drafts: int


class ProductTable(Sequence[TableRow]):
    """Products as table rows, read only as far as they are shown: three queries per slice."""

    def __init__(self, products: ProductQuerySet) -> None:
        self._products = products

    def __len__(self) -> int:
        return self._products.order_by().count()

    @overload
    def __getitem__(self, index: int) -> TableRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[TableRow]: ...
    def __getitem__(self, index: int | slice) -> TableRow | list[TableRow]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        rows = product_rows(self._products[index])
        places = _places(row.product_id for row in rows) if rows else {}
        return [TableRow(row, places.get(row.product_id, [])) for row in rows]


def product_counts(partner_id: int) -> ProductCounts:
    """How many live products there are to buy and in the drawer; one query."""
    counted = (
        Product.objects.for_partner(partner_id)
        .live()
        .aggregate(all=Count("pk"), published=Count("pk", filter=Q(is_published=True)))
    )
    return ProductCounts(published=counted["published"], drafts=counted["all"] - counted["published"])


def _places(product_ids: Iterable[int]) -> dict[int, list[Place]]:
    """Per product, the warehouses that hold a live variant; the default one first."""
    rows = (
        Stock.objects.filter(
            variant__product_id__in=list(product_ids),
            variant__retired_at=None,
            warehouse__deleted_at=None,
        )
        .values("variant__product_id", "warehouse__name", "warehouse_id", "warehouse__is_default")
        .annotate(pieces=Sum(F("on_hand") - F("reserved")))
        .order_by("variant__product_id", "-warehouse__is_default", "warehouse_id")
        .values_list("variant__product_id", "warehouse__name", "pieces")
    )
    found: defaultdict[int, list[Place]] = defaultdict(list)
    for product_id, name, pieces in rows:
        found[product_id].append(Place(name, pieces))
    return found
