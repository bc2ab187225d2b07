"""What accounts and shipping ask of orders: they stand below us and cannot look for themselves."""

from accounts.ports import guard_warehouse
from orders.selectors.unfinished import has_unfinished_orders
from orders.selectors.warehouses import orders_waiting_by_warehouse
from shipping.ports import WAITING_ORDERS, provide_warehouse_counts

guard_warehouse("orders.unfinished", has_unfinished_orders)
provide_warehouse_counts(WAITING_ORDERS, orders_waiting_by_warehouse)
