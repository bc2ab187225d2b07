"""What accounts and shipping ask of products: they stand below us and cannot look for themselves."""

from accounts.ports import provide_mission_check
from accounts.states import Mission
from products.selectors.warehouses import has_products, products_by_warehouse
from shipping.ports import PRODUCTS, provide_warehouse_counts

provide_warehouse_counts(PRODUCTS, products_by_warehouse)
provide_mission_check(Mission.PRODUCT, has_products)
