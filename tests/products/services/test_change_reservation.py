import pytest
from django.db import transaction

from accounts.models import Warehouse
from komship.lib.db import NotInTransaction
from products.errors import OutOfStock
from products.models import Product, Stock
from products.services import StockLine, change_reservation, reserve_stock
from tests.factories.products import variant_named


def line(product: Product, name: str, warehouse: Warehouse, quantity: int) -> StockLine:
    return StockLine(variant_named(product, name).pk, warehouse.pk, quantity)


def promised(product: Product, name: str) -> int:
    return Stock.objects.get(variant=variant_named(product, name)).reserved


def test_own_pieces_count_as_free(gamis: Product, jakarta: Warehouse) -> None:
    """Five of five are promised; the order keeps four of them."""
    reserve_stock([line(gamis, "Merah, S", jakarta, 5)], reference="KOM1")
    change_reservation([line(gamis, "Merah, S", jakarta, 4)], before="KOM1", after="KOM1/1")
    assert promised(gamis, "Merah, S") == 4


def test_another_article_takes_the_place(gamis: Product, jakarta: Warehouse) -> None:
    reserve_stock([line(gamis, "Merah, S", jakarta, 2)], reference="KOM1")
    change_reservation([line(gamis, "Biru, M", jakarta, 1)], before="KOM1", after="KOM1/1")
    assert (promised(gamis, "Merah, S"), promised(gamis, "Biru, M")) == (0, 1)


def test_too_few_pieces_change_nothing(gamis: Product, jakarta: Warehouse) -> None:
    reserve_stock([line(gamis, "Merah, S", jakarta, 2)], reference="KOM1")
    with pytest.raises(OutOfStock), transaction.atomic():
        change_reservation([line(gamis, "Merah, S", jakarta, 6)], before="KOM1", after="KOM1/1")
    assert promised(gamis, "Merah, S") == 2


@pytest.mark.django_db(transaction=True)
def test_needs_the_callers_transaction() -> None:
    with pytest.raises(NotInTransaction):
        change_reservation([], before="KOM1", after="KOM1/1")
