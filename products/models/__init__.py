from products.models.product import Product, ProductImage
from products.models.stock import MovementKind, Stock, StockMovement
from products.models.variant import Variant, VariantAxis, VariantOption

__all__ = [
    "MovementKind",
    "Product",
    "ProductImage",
    "Stock",
    "StockMovement",
    "Variant",
    "VariantAxis",
    "VariantOption",
]
