from products.selectors._options import AxisRow, OptionRow
from products.selectors._variants import VariantRow
from products.selectors.catalogue import (
    ProductFilter,
    ProductRow,
    name_taken,
    product_names,
    product_rows,
    products_of,
    sku_taken,
)
from products.selectors.orderable import OrderableProduct, Shelf, orderable_products
from products.selectors.product_detail import ProductDetail, product_detail, variant_by_name
from products.selectors.sellable import SellableVariant, sellable_variants

__all__ = [
    "AxisRow",
    "OptionRow",
    "OrderableProduct",
    "ProductDetail",
    "ProductFilter",
    "ProductRow",
    "SellableVariant",
    "Shelf",
    "VariantRow",
    "name_taken",
    "orderable_products",
    "product_detail",
    "product_names",
    "product_rows",
    "products_of",
    "sellable_variants",
    "sku_taken",
    "variant_by_name",
]
