import pytest

from accounts.models import Warehouse
from products.errors import PiecesPromised
from products.models import Stock
from products.services import StockLine, reserve_stock, undo_restock
from tests.products.services.test_restock_return import counted, restock
from tests.products.services.test_restock_return import stock as stock


def test_pieces_leave_the_shelf_and_may_come_again(stock: Stock) -> None:
    restock(stock, 2)
    assert undo_restock("KOM1", receipt="1") == 1
    assert counted(stock) == (7, 3)
    assert undo_restock("KOM1", receipt="1") == 0
    assert restock(stock, 3, receipt="2") == 3
    assert counted(stock) == (10, 0)


def test_nothing_to_undo(stock: Stock) -> None:
    assert undo_restock("KOM1", receipt="1") == 0
    assert counted(stock) == (7, 3)


def test_promised_pieces_stay(stock: Stock, jakarta: Warehouse) -> None:
    restock(stock, 2)
    reserve_stock([StockLine(stock.variant_id, jakarta.pk, 8)], reference="KOM2")
    with pytest.raises(PiecesPromised):
        undo_restock("KOM1", receipt="1")
    assert counted(stock) == (9, 1)
