"""What a list of products can be narrowed by."""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django_filters import BooleanFilter, CharFilter, FilterSet, NumberFilter

from products.models import Product, Stock
from products.selectors._variants import own_warehouses

Products = QuerySet[Product]


class ProductFilterSet(FilterSet):  # type: ignore[misc]
    """Values come checked, from a serializer or a form; blank ones narrow nothing.

    Totals cost a subquery per product, so they are computed only when somebody asks.
    """

    is_published = BooleanFilter()
    name = CharFilter(lookup_expr="icontains")
    search = CharFilter(method="by_words")
    stock_from = NumberFilter(method="by_stock")
    stock_to = NumberFilter(method="by_stock")
    sold_from = NumberFilter(method="by_sold")
    sold_to = NumberFilter(method="by_sold")

    class Meta:
        model = Product
        fields = ("is_published", "name")

    def by_words(self, products: Products, name: str, words: str) -> Products:
        """Parts of the name, or the beginning of the SKU."""
        return products.filter(Q(name__icontains=words) | Q(sku__istartswith=words))

    def by_stock(self, products: Products, name: str, limit: Any) -> Products:
        """Pieces of all live variants that can be ordered from the own warehouses."""
        free = Sum(F("on_hand") - F("reserved"))
        return self._by(products, "total_stock", _total(free, own_warehouses("warehouse__")), (name, limit))

    def by_sold(self, products: Products, name: str, limit: Any) -> Products:
        """Pieces of all live variants that left any warehouse."""
        return self._by(products, "total_sold", _total(Sum("sold"), Q()), (name, limit))

    def _by(self, products: Products, column: str, total: Coalesce, bound: tuple[str, Any]) -> Products:
        name, limit = bound
        lookup = "gte" if name.endswith("_from") else "lte"
        return products.alias(**{column: total}).filter(**{f"{column}__{lookup}": limit})


def _total(amount: Sum, where: Q) -> Coalesce:
    """A sum over the stock of a product's live variants."""
    stocks = (
        Stock.objects.filter(where, variant__product=OuterRef("pk"), variant__retired_at=None)
        .order_by()
        .values("variant__product")
        .annotate(total=amount)
        .values("total")
    )
    return Coalesce(Subquery(stocks), 0)
