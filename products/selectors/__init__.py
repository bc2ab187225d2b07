from products.selectors._images import image_url, loose_picture_url
from products.selectors._options import AxisRow, OptionRow
from products.selectors._variants import VariantRow
from products.selectors.availability import available_pieces
from products.selectors.best_sellers import BestSeller, Period, best_sellers
from products.selectors.catalogue import (
    ProductFilter,
    ProductRow,
    name_taken,
    product_names,
    product_rows,
    products_of,
    sku_taken,
)
from products.selectors.export import export_rows
from products.selectors.imports import product_import, recent_imports
from products.selectors.orderable import OrderableProduct, Shelf, orderable_products, practice_products
from products.selectors.product_detail import ProductDetail, product_detail, variant_by_name
from products.selectors.product_table import Place, ProductCounts, ProductTable, TableRow, product_counts
from products.selectors.sellable import SellableVariant, sellable_variants
from products.selectors.stock_grid import GridCell, GridRow, StockGrid, stock_grid

__all__ = [
    "AxisRow",
    "BestSeller",
    "GridCell",
    "GridRow",
    "OptionRow",
    "OrderableProduct",
    "Period",
    "Place",
    "ProductCounts",
    "ProductDetail",
    "ProductFilter",
    "ProductRow",
    "ProductTable",
    "SellableVariant",
    "Shelf",
    "StockGrid",
    "TableRow",
    "VariantRow",
    "available_pieces",
    "best_sellers",
    "export_rows",
    "image_url",
    "loose_picture_url",
    "name_taken",
    "orderable_products",
    "practice_products",
    "product_counts",
    "product_detail",
    "product_import",
    "product_names",
    "product_rows",
    "products_of",
    "recent_imports",
    "sellable_variants",
    "sku_taken",
    "stock_grid",
    "variant_by_name",
]
