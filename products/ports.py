"""What shipping asks of products: it stands below us and cannot look for itself."""

from products.selectors.warehouses import products_by_warehouse
from shipping.ports import PRODUCTS, provide_warehouse_counts

provide_warehouse_counts(PRODUCTS, products_by_warehouse)
