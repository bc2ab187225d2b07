from accounts.models import Warehouse
from products.selectors.warehouses import products_by_warehouse
from products.services import delete_product
from shipping.ports import PRODUCTS, warehouse_counts
from tests.factories.products import colour_and_size_draft, make_product


def test_products_are_counted_where_their_pieces_lie(siti_warehouse: Warehouse) -> None:
    partner = siti_warehouse.partner
    plain = make_product(partner)
    make_product(partner, colour_and_size_draft())
    assert products_by_warehouse(partner.pk) == {siti_warehouse.pk: 2}
    delete_product(partner.pk, product_id=plain.pk)
    assert warehouse_counts(PRODUCTS, partner.pk) == {siti_warehouse.pk: 1}
