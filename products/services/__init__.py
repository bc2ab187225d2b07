from products.services.add_practice_image import add_practice_image
from products.services.add_product_image import MOST_IMAGES, add_product_image
from products.services.adjust_stock import adjust_stock
from products.services.change_reservation import change_reservation
from products.services.check_import import check_import
from products.services.consume_stock import consume_stock
from products.services.create_product import create_product
from products.services.delete_product import delete_product
from products.services.export_products import export_products
from products.services.forget_leftovers import forget_leftovers
from products.services.keep_loose_picture import keep_loose_picture
from products.services.practise_product import practise_product
from products.services.publish_products import publish_products
from products.services.put_back_stock import put_back_stock
from products.services.release_stock import release_stock
from products.services.remove_product_image import remove_product_image
from products.services.reserve_stock import StockLine, reserve_stock
from products.services.restock_return import restock_return
from products.services.run_import import run_import
from products.services.set_stock import StockCount, set_stock
from products.services.show_image_first import show_image_first
from products.services.start_export import start_export
from products.services.start_import import start_import
from products.services.take_out_stock import take_out_stock
from products.services.undo_restock import undo_restock
from products.services.update_option import OptionChange, update_option
from products.services.update_product import update_product

__all__ = [
    "MOST_IMAGES",
    "OptionChange",
    "StockCount",
    "StockLine",
    "add_practice_image",
    "add_product_image",
    "adjust_stock",
    "change_reservation",
    "check_import",
    "consume_stock",
    "create_product",
    "delete_product",
    "export_products",
    "forget_leftovers",
    "keep_loose_picture",
    "practise_product",
    "publish_products",
    "put_back_stock",
    "release_stock",
    "remove_product_image",
    "reserve_stock",
    "restock_return",
    "run_import",
    "set_stock",
    "show_image_first",
    "start_export",
    "start_import",
    "take_out_stock",
    "undo_restock",
    "update_option",
    "update_product",
]
