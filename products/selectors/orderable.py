"""Products a seller can put into an order."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from accounts.errors import WarehouseNotFound
from accounts.selectors.warehouses import warehouse_detail
from accounts.states import WarehouseKind
from products.models import Product, Variant
from products.models.product import ProductQuerySet
from products.selectors._images import first_image, image_url
from products.selectors._options import AxisRow, axes_by_product
from products.selectors._variants import VariantRow, variant_rows


@dataclass(frozen=True, slots=True)
class OrderableProduct:
    """A published product; price and pieces of its own only when it has no variants."""

    product_id: int
    name: str
    sku: str
    weight_g: int
    has_variants: bool
    image_url: str
    axes: list[AxisRow]
    variants: list[VariantRow]

    @property
    def price_rp(self) -> int:
        return 0 if self.has_variants or not self.variants else self.variants[0].price_rp

    @property
    def stock(self) -> int:
        return 0 if self.has_variants else sum(row.stock for row in self.variants)

    @property
    def sold(self) -> int:
        return sum(row.sold for row in self.variants)


@dataclass(frozen=True)
class Shelf:
    """Where the pieces are counted: one warehouse, or all own ones when `warehouse_id` is None."""

    kind: str = WarehouseKind.PRIVATE
    warehouse_id: int | None = None


def orderable_products(
    partner_id: int,
    *,
    shelf: Shelf | None = None,
    search: str = "",
    offset: int = 0,
    limit: int | None = None,
) -> list[OrderableProduct]:
    """Published products, the most recently changed first; three queries, four for a warehouse.

    On a rented shelf only what is stocked there, on an own one everything. Raises WarehouseNotFound
    when it is not the partner's or not of that kind.
    """
    shelf = shelf or Shelf()
    _require_own(partner_id, shelf)
    products = Product.objects.for_partner(partner_id).published()
    if shelf.kind == WarehouseKind.FULFILMENT and shelf.warehouse_id is not None:
        products = products.filter(_stocked_at(shelf.warehouse_id))
    if search:
        products = products.filter(name__icontains=search)
    end = None if limit is None else offset + limit
    return _rows(products.recent_first()[offset:end], shelf)


def practice_products(partner_id: int) -> list[OrderableProduct]:
    """What the practice order can be made of: the practice product, then everything published."""
    published = Q(deleted_at__isnull=True, is_published=True)
    products = Product.objects.for_partner(partner_id).filter(published | Q(is_practice=True))
    return _rows(products.order_by("-is_practice", "-updated_at", "-pk"), Shelf())


def _rows(products: ProductQuerySet, shelf: Shelf) -> list[OrderableProduct]:
    plain = list(
        products.annotate(image=first_image()).values_list(
            "pk", "name", "sku", "weight_g", "has_variants", "image"
        )
    )
    ids = [row[0] for row in plain]
    if not ids:
        return []
    variants = variant_rows(ids, warehouse_id=shelf.warehouse_id)
    axes = axes_by_product(row[0] for row in plain if row[4])
    return [
        OrderableProduct(
            product_id=pk,
            name=name,
            sku=sku,
            weight_g=weight_g,
            has_variants=has_variants,
            image_url=image_url(image),
            axes=axes.get(pk, []),
            variants=variants.get(pk, []),
        )
        for pk, name, sku, weight_g, has_variants, image in plain
    ]


def _require_own(partner_id: int, shelf: Shelf) -> None:
    if shelf.warehouse_id is None:
        return
    if warehouse_detail(partner_id, shelf.warehouse_id).kind != shelf.kind:
        raise WarehouseNotFound


def _stocked_at(warehouse_id: int) -> Exists:
    return Exists(
        Variant.objects.filter(product=OuterRef("pk"), retired_at=None, stocks__warehouse_id=warehouse_id)
    )
