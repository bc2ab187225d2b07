import pytest

from accounts.models import Warehouse
from products.models import Product, Stock, StockMovement
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
    variant = only_variant(jilbab)
    reserve_stock([StockLine(variant.pk, jakarta.pk, 3)], reference="KOM1")
    return Stock.objects.get(variant=variant)


def test_lays_shipped_pieces_back_unsold(stock: Stock) -> None:
    consume_stock("KOM1")

    assert put_back_stock("KOM1") == 1

    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved, stock.sold) == (10, 0, 0)


def test_a_repeated_call_changes_nothing(stock: Stock) -> None:
    consume_stock("KOM1")
    put_back_stock("KOM1")

    assert put_back_stock("KOM1") == 0

    stock.refresh_from_db()
    assert stock.on_hand == 10


def test_what_was_taken_out_again_comes_back_again(stock: Stock) -> None:
    consume_stock("KOM1")
    for _ in range(3):
        assert put_back_stock("KOM1") == 1
        assert take_out_stock("KOM1") == 3

    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved, stock.sold) == (7, 0, 3)


def test_what_a_return_has_put_back_is_not_out(stock: Stock) -> None:
    consume_stock("KOM1")
    restock_return("KOM1", receipt="1", pieces={stock.variant_id: 2})

    assert (put_back_stock("KOM1"), put_back_stock("KOM1")) == (1, 0)

    stock.refresh_from_db()
    assert (stock.on_hand, stock.sold) == (10, 0)
    assert take_out_stock("KOM1") == 1


def test_what_never_left_does_not_come_back(stock: Stock) -> None:
    assert put_back_stock("KOM1") == 0

    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved) == (10, 3)


def test_the_journal_adds_up_to_the_shelf(stock: Stock) -> None:
    consume_stock("KOM1")
    put_back_stock("KOM1")
    signs = {"adjust": 1, "consume": -1, "put_back": 1}

    total = sum(signs.get(row.kind, 0) * row.quantity for row in StockMovement.objects.filter(stock=stock))

    stock.refresh_from_db()
    assert total == stock.on_hand == 10
