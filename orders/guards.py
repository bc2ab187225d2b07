"""What accounts, finance and shipping ask of orders: they stand below us and cannot look for themselves."""

from accounts.ports import guard_warehouse, provide_mission_check
from accounts.states import Mission
from finance.ports import add_proof_rules
from orders.selectors.fee_preview import preview_rates
from orders.selectors.money_proof import MONEY_RULES
from orders.selectors.unfinished import has_asked_pickup, has_orders, has_unfinished_orders
from orders.selectors.warehouses import orders_waiting_by_warehouse
from shipping.ports import WAITING_ORDERS, provide_fee_preview, provide_warehouse_counts

guard_warehouse("orders.unfinished", has_unfinished_orders)
provide_warehouse_counts(WAITING_ORDERS, orders_waiting_by_warehouse)
provide_mission_check(Mission.ORDER, has_orders)
provide_mission_check(Mission.PICKUP, has_asked_pickup)
add_proof_rules(*MONEY_RULES)
provide_fee_preview(preview_rates)
