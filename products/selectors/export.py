"""Products as lines of a spreadsheet, in the form the import reads."""

from collections.abc import Iterator

from products.models import Product
from products.selectors._options import AxisRow, axes_by_product
from products.selectors._variants import VariantRow, variant_rows
from products.selectors.catalogue import ProductFilter, products_of
from products.sheet.columns import DRAFT, NO, PUBLISHED, YES

CHUNK = 500
Row = dict[str, str | int]


def export_rows(partner_id: int, wanted: ProductFilter) -> Iterator[Row]:
    """One row per variant, newest product first; three queries per 500 products."""
    products = products_of(partner_id, wanted)
    last: int | None = None
    while True:
        page = products if last is None else products.filter(pk__lt=last)
        chunk = list(page[:CHUNK])
        if not chunk:
            return
        last = chunk[-1].pk
        variants = variant_rows(product.pk for product in chunk)
        axes = axes_by_product(product.pk for product in chunk if product.has_variants)
        for product in chunk:
            yield from _rows(product, axes.get(product.pk, []), variants.get(product.pk, []))


def _rows(product: Product, axes: list[AxisRow], variants: list[VariantRow]) -> Iterator[Row]:
    common: Row = {
        "id": product.pk,
        "name": product.name,
        "sku": product.sku,
        "description": product.description,
        "weight_g": product.weight_g,
        "length_cm": product.length_cm,
        "width_cm": product.width_cm,
        "height_cm": product.height_cm,
        "is_published": PUBLISHED if product.is_published else DRAFT,
        "allows_cod": YES if product.allows_cod else NO,
        "allows_bank_transfer": YES if product.allows_bank_transfer else NO,
        **{f"axis_{level}": axis.name for level, axis in enumerate(axes, 1)},
    }
    paths = _paths(axes)
    for variant in variants:
        path = paths.get(variant.option_id, ())
        yield common | {
            "price_rp": variant.price_rp,
            "stock": variant.stock,
            **{f"option_{level}": name for level, name in enumerate(path, 1)},
        }


def _paths(axes: list[AxisRow]) -> dict[int | None, tuple[str, ...]]:
    """The names on the way to each option."""
    paths: dict[int | None, tuple[str, ...]] = {None: ()}
    for axis in axes:
        for option in axis.options:
            paths[option.option_id] = (*paths[option.parent_id], option.name)
    return paths
