from products.models.imports import ProductImport
from products.models.product import LoosePicture, Product, ProductImage
from products.models.stock import MovementKind, Stock, StockMovement
from products.models.variant import Variant, VariantAxis, VariantOption

__all__ = [
    "LoosePicture",
    "MovementKind",
    "Product",
    "ProductImage",
    "ProductImport",
    "Stock",
    "StockMovement",
    "Variant",
    "VariantAxis",
    "VariantOption",
]
