from typing import Any

from accounts.selectors.warehouses import warehouse_list
from products.api.catalogue_endpoint import CatalogueEndpoint
from products.selectors import product_names


class FilterOptions(CatalogueEndpoint):
    """Products and warehouses the order list can be narrowed to."""

    open_to_keys = True

    def perform(self) -> dict[str, list[dict[str, Any]]]:
        partner_id = self.access.partner_id
        return {
            "products": [{"id": pk, "product_name": name} for pk, name in product_names(partner_id)],
            "warehouses": [{"id": row.pk, "name": row.name} for row in warehouse_list(partner_id)],
        }
