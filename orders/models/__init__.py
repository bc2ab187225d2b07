from orders.models.cart import CartLine
from orders.models.customer import Customer
from orders.models.draft import OrderDraft, OrderDraftLine
from orders.models.history import OrderHistory
from orders.models.order import Order, OrderLine
from orders.models.returns import ReturnCheck, ReturnCheckLine, ReturnPhoto
from orders.models.sheets import OrderImport, OrderImportRow, OrderSheet, SheetHeading

__all__ = [
    "CartLine",
    "Customer",
    "Order",
    "OrderDraft",
    "OrderDraftLine",
    "OrderHistory",
    "OrderImport",
    "OrderImportRow",
    "OrderLine",
    "OrderSheet",
    "ReturnCheck",
    "ReturnCheckLine",
    "ReturnPhoto",
    "SheetHeading",
]
