"""The seller's own list of products."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import QuerySet, Value
from django.db.models.functions import Lower

from products.models import Product
from products.models.product import ProductQuerySet
from products.pictures import THUMB, sized
from products.selectors._images import first_image, image_url
from products.selectors._variants import VariantRow, variant_rows
from products.selectors.product_filters import ProductFilterSet


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
    def thumb_url(self) -> str:
        """The picture in the size of a table's row."""
        return sized(self.image_url, THUMB)

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
    given = {name: value for name, value in asdict(wanted).items() if value not in (None, "")}
    if not given:
        return products
    narrowed: ProductQuerySet = ProductFilterSet(given, queryset=products).qs
    return narrowed


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
