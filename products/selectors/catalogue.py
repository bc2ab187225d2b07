"""The seller's own list of products."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Lower

from products.models import Product, Stock
from products.models.product import ProductQuerySet
from products.selectors._images import first_image, image_url
from products.selectors._variants import VariantRow, own_warehouses, variant_rows


@dataclass(frozen=True)
class ProductFilter:
    """What to show. `name` and `search` match parts; search looks at name and SKU."""

    name: str = ""
    search: str = ""
    is_published: bool | None = None
    stock_from: int | None = None
    stock_to: int | None = None
    sold_from: int | None = None
    sold_to: int | None = None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product with the totals of its live variants; `stock` is what can be ordered."""

    product_id: int
    name: str
    sku: str
    is_published: bool
    has_variants: bool
    updated_at: datetime
    image_url: str
    variants: list[VariantRow]

    @property
    def price_rp(self) -> int:
        return 0 if self.has_variants or not self.variants else self.variants[0].price_rp

    @property
    def lowest_price_rp(self) -> int:
        return min((row.price_rp for row in self.variants), default=0)

    @property
    def highest_price_rp(self) -> int:
        return max((row.price_rp for row in self.variants), default=0)

    @property
    def stock(self) -> int:
        return sum(row.stock for row in self.variants)

    @property
    def sold(self) -> int:
        return sum(row.sold for row in self.variants)


def products_of(partner_id: int, wanted: ProductFilter) -> ProductQuerySet:
    """The partner's live products that match, newest first. Feed a slice to `product_rows`."""
    products = Product.objects.for_partner(partner_id).live().order_by("-pk")
    if wanted.is_published is not None:
        products = products.filter(is_published=wanted.is_published)
    if wanted.name:
        products = products.filter(name__icontains=wanted.name)
    if wanted.search:
        products = products.filter(Q(name__icontains=wanted.search) | Q(sku__istartswith=wanted.search))
    return _within_totals(products, wanted)


def product_rows(products: QuerySet[Product]) -> list[ProductRow]:
    """Rows of these products in their order; two queries."""
    plain = list(
        products.annotate(image=first_image()).values_list(
            "pk", "name", "sku", "is_published", "has_variants", "updated_at", "image"
        )
    )
    variants = variant_rows(row[0] for row in plain) if plain else {}
    return [
        ProductRow(pk, name, sku, is_published, has_variants, changed, image_url(image), variants.get(pk, []))
        for pk, name, sku, is_published, has_variants, changed, image in plain
    ]


def name_taken(partner_id: int, name: str) -> bool:
    """Whether a live product of the partner has this name, ignoring case and outer blanks."""
    return _any_live(partner_id, "name", name.strip())


def sku_taken(partner_id: int, sku: str) -> bool:
    """Whether a live product of the partner has this SKU; an empty one is never taken."""
    return bool(sku.strip()) and _any_live(partner_id, "sku", sku.strip())


def product_names(partner_id: int) -> list[tuple[int, str]]:
    """Id and name of every live product, by name."""
    live = Product.objects.for_partner(partner_id).live()
    return list(live.order_by("name", "pk").values_list("pk", "name"))


def _any_live(partner_id: int, column: str, text: str) -> bool:
    live = Product.objects.for_partner(partner_id).live()
    return live.alias(key=Lower(column)).filter(key=Lower(Value(text))).exists()


def _within_totals(products: ProductQuerySet, wanted: ProductFilter) -> ProductQuerySet:
    """Totals cost a subquery per product, so they are computed only when somebody asks."""
    if wanted.stock_from is not None or wanted.stock_to is not None:
        free = Sum(F("on_hand") - F("reserved"))
        products = products.alias(total_stock=_total(free, own_warehouses("warehouse__")))
        products = _between(products, "total_stock", wanted.stock_from, wanted.stock_to)
    if wanted.sold_from is not None or wanted.sold_to is not None:
        products = products.alias(total_sold=_total(Sum("sold"), Q()))
        products = _between(products, "total_sold", wanted.sold_from, wanted.sold_to)
    return products


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


def _between(products: ProductQuerySet, name: str, least: int | None, most: int | None) -> ProductQuerySet:
    if least is not None:
        products = products.filter(**{f"{name}__gte": least})
    if most is not None:
        products = products.filter(**{f"{name}__lte": most})
    return products
