import pytest

from accounts.models import Warehouse
from products.models import Product, Stock
from products.services import StockLine, put_back_stock, release_stock, reserve_stock, take_out_stock
from tests.factories.products import only_variant


@pytest.fixture
def stock(jilbab: Product, jakarta: Warehouse) -> Stock:
    """Ten pieces; three were promised to KOM1, which was cancelled."""
    variant = only_variant(jilbab)
    reserve_stock([StockLine(variant.pk, jakarta.pk, 3)], reference="KOM1")
    release_stock("KOM1")
    return Stock.objects.get(variant=variant)


def test_what_travels_is_not_on_the_shelf(stock: Stock) -> None:
    assert take_out_stock("KOM1") == 3
    assert take_out_stock("KOM1") == 0
    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved, stock.sold) == (7, 0, 3)


def test_promised_pieces_stay(stock: Stock, jakarta: Warehouse) -> None:
    reserve_stock([StockLine(stock.variant_id, jakarta.pk, 9)], reference="KOM2")
    assert take_out_stock("KOM1") == 1
    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved) == (9, 9)


def test_what_never_came_back_is_left_alone(stock: Stock) -> None:
    assert take_out_stock("KOM9") == 0


def test_another_cancellation_gives_back_what_went_out(stock: Stock) -> None:
    for _ in range(2):
        assert take_out_stock("KOM1") == 3
        assert put_back_stock("KOM1") == 1
    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved, stock.sold) == (10, 0, 0)
