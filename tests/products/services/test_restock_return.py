import pytest

from accounts.models import Warehouse
from products.models import Product, Stock
from products.services import (
    StockLine,
    consume_stock,
    put_back_stock,
    reserve_stock,
    restock_return,
    take_out_stock,
)
from tests.factories.products import only_variant


@pytest.fixture
def stock(jilbab: Product, jakarta: Warehouse) -> Stock:
    """Ten pieces, three of them sold with KOM1."""
    variant = only_variant(jilbab)
    reserve_stock([StockLine(variant.pk, jakarta.pk, 3)], reference="KOM1")
    consume_stock("KOM1")
    return Stock.objects.get(variant=variant)


def restock(stock: Stock, pieces: int, receipt: str = "1") -> int:
    return restock_return("KOM1", receipt=receipt, pieces={stock.variant_id: pieces})


def counted(stock: Stock) -> tuple[int, int]:
    stock.refresh_from_db()
    return (stock.on_hand, stock.sold)


def test_only_good_pieces_come_back(stock: Stock) -> None:
    assert restock(stock, 2) == 2
    assert counted(stock) == (9, 1)


def test_the_same_receipt_again_changes_nothing(stock: Stock) -> None:
    restock(stock, 2)
    assert restock(stock, 3) == 0
    assert counted(stock) == (9, 1)


def test_never_more_than_went_out(stock: Stock) -> None:
    restock(stock, 2)
    assert restock(stock, 3, receipt="2") == 1
    assert counted(stock) == (10, 0)


def test_pieces_put_back_without_a_receipt_count(stock: Stock) -> None:
    put_back_stock("KOM1")
    assert restock(stock, 3) == 0
    assert counted(stock) == (10, 0)


def test_what_was_cancelled_and_travelled_all_the_same_can_come_back(stock: Stock) -> None:
    put_back_stock("KOM1")
    take_out_stock("KOM1")
    assert restock(stock, 3) == 3
    assert counted(stock) == (10, 0)


def test_unknown_articles_and_references_move_nothing(stock: Stock) -> None:
    assert restock_return("KOM1", receipt="1", pieces={stock.variant_id + 1: 3}) == 0
    assert restock_return("KOM2", receipt="1", pieces={stock.variant_id: 3}) == 0
    assert counted(stock) == (7, 3)
