from products.services.adjust_stock import adjust_stock
from products.services.consume_stock import consume_stock
from products.services.create_product import create_product
from products.services.delete_product import delete_product
from products.services.put_back_stock import put_back_stock
from products.services.release_stock import release_stock
from products.services.reserve_stock import StockLine, reserve_stock
from products.services.update_product import update_product

__all__ = [
    "StockLine",
    "adjust_stock",
    "consume_stock",
    "create_product",
    "delete_product",
    "put_back_stock",
    "release_stock",
    "reserve_stock",
    "update_product",
]
