import pytest
from django.db import transaction

from accounts.models import Warehouse
from products.errors import StockReferenceSpent
from products.models import Product, Stock
from products.services import StockLine, consume_stock, delete_product, release_stock, reserve_stock
from tests.factories.products import only_variant


@pytest.fixture
def stock(jilbab: Product, jakarta: Warehouse) -> Stock:
    variant = only_variant(jilbab)
    reserve_stock([StockLine(variant.pk, jakarta.pk, 3)], reference="KOM1")
    return Stock.objects.get(variant=variant)


def numbers(stock: Stock) -> tuple[int, int, int]:
    stock.refresh_from_db()
    return stock.on_hand, stock.reserved, stock.sold


def test_takes_the_pieces_off_the_shelf_and_counts_them_sold(stock: Stock) -> None:
    assert consume_stock("KOM1") == 1

    assert numbers(stock) == (7, 0, 3)


def test_a_repeated_call_changes_nothing(stock: Stock) -> None:
    consume_stock("KOM1")

    assert consume_stock("KOM1") == 0
    assert numbers(stock) == (7, 0, 3)


def test_released_goods_cannot_be_shipped(stock: Stock) -> None:
    release_stock("KOM1")

    with pytest.raises(StockReferenceSpent), transaction.atomic():
        consume_stock("KOM1")

    assert numbers(stock) == (10, 0, 0)


def test_a_product_deleted_meanwhile_is_shipped_all_the_same(stock: Stock, jilbab: Product) -> None:
    delete_product(jilbab.partner_id, product_id=jilbab.pk)

    assert consume_stock("KOM1") == 1


def test_an_unknown_reference_has_nothing_to_ship(db: None) -> None:
    assert consume_stock("KOM404") == 0
