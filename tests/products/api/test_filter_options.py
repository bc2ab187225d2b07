from rest_framework.test import APIClient

from accounts.models import Warehouse
from products.models import Product

URL = "/api/v1/list/filter-product"


def test_products_by_name_and_all_warehouses(
    siti_api: APIClient, jilbab: Product, gamis: Product, jakarta: Warehouse, rented: Warehouse
) -> None:
    assert siti_api.get(URL).json()["data"] == {
        "products": [
            {"id": gamis.pk, "product_name": "Gamis Polos"},
            {"id": jilbab.pk, "product_name": "Jilbab Segi Empat"},
        ],
        "warehouses": [
            {"id": jakarta.pk, "name": "Gudang Jakarta"},
            {"id": rented.pk, "name": "Gudang Mitra"},
        ],
    }


def test_both_lists_are_there_when_empty(rina_api: APIClient, jilbab: Product) -> None:
    assert rina_api.get(URL).json()["data"] == {"products": [], "warehouses": []}
