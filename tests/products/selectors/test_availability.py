from accounts.models import Partner, Warehouse
from products.models import Product
from products.selectors import available_pieces
from products.services import StockLine, reserve_stock
from tests.factories.products import only_variant, put_stock


def test_unreserved_pieces_in_one_warehouse_or_in_all(
    siti_partner: Partner, rina_partner: Partner, jilbab: Product, jakarta: Warehouse, bandung: Warehouse
) -> None:
    pk = only_variant(jilbab).pk
    put_stock(only_variant(jilbab), bandung, 5)
    reserve_stock([StockLine(pk, jakarta.pk, 4)], reference="KOM1")

    assert available_pieces(siti_partner.pk, [pk]) == {pk: 11}
    assert available_pieces(siti_partner.pk, [pk], warehouse_id=jakarta.pk) == {pk: 6}
    assert available_pieces(rina_partner.pk, [pk]) == {}
