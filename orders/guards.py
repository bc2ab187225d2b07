"""What accounts asks of orders: it stands below us and cannot look for itself."""

from accounts.ports import guard_warehouse
from orders.selectors.unfinished import has_unfinished_orders

guard_warehouse("orders.unfinished", has_unfinished_orders)
