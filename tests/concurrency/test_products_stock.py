"""Counts that arrive at once, from pages and from other servers, while orders take pieces."""

import threading
from functools import partial

import pytest
from django.db import OperationalError, transaction
from django.db.models import Sum

from products.models import Product, Stock, StockMovement
from products.services import (
    StockCount,
    StockLine,
    adjust_stock,
    reserve_stock,
    set_stock,
)
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop, make_warehouse
from tests.factories.products import make_product, only_variant, plain_draft

pytestmark = pytest.mark.django_db(transaction=True)

COUNTS = (3, 5, 8, 13)
# Makes all of the control read before any of it writes.
together = threading.Barrier(len(COUNTS))


@pytest.fixture
def products() -> list[Product]:
    warehouse = make_warehouse(make_shop("siti").partner)
    return [make_product(warehouse.partner, plain_draft(f"Jilbab {n}", stock=100)) for n in range(4)]


def count(products: list[Product], pieces: int) -> str:
    try:
        set_stock([StockCount(product.pk, None, pieces) for product in products])
    except OperationalError:
        return "deadlock"
    return "counted"


def adjust(product: Product, pieces: int) -> str:
    stock = Stock.objects.get(variant__product=product)
    adjust_stock(
        product.partner_id, variant_id=stock.variant_id, warehouse_id=stock.warehouse_id, available=pieces
    )
    return "adjusted"


def order(products: list[Product], number: int) -> str:
    lines = [
        StockLine(stock.variant_id, stock.warehouse_id, 1)
        for stock in Stock.objects.filter(variant__product__in=products)
    ]
    with transaction.atomic():
        reserve_stock(lines, reference=f"KOM{number}")
    return "reserved"


def journalled(stock: Stock) -> int:
    total = StockMovement.objects.filter(stock=stock, kind="adjust").aggregate(total=Sum("quantity"))
    return int(total["total"])


def test_one_count_wins_whole_and_nothing_is_lost(products: list[Product]) -> None:
    """Lists in opposite order must not deadlock; the last count holds for every product."""
    jobs = [partial(count, products[:: (-1) ** n], pieces) for n, pieces in enumerate(COUNTS)]
    jobs += [partial(order, products, number) for number in range(2)]

    outcomes = at_once(jobs)

    assert outcomes == {"counted": 4, "reserved": 2}
    stocks = list(Stock.objects.order_by("pk"))
    assert {stock.reserved for stock in stocks} == {2}
    assert len({stock.on_hand for stock in stocks}) == 1
    assert all(stock.on_hand == journalled(stock) for stock in stocks)


def test_two_people_correct_the_same_number(products: list[Product]) -> None:
    product = products[0]

    at_once([partial(adjust, product, pieces) for pieces in COUNTS])

    stock = Stock.objects.get(variant=only_variant(product))
    assert stock.on_hand in COUNTS
    assert stock.on_hand == journalled(stock)


def blind_adjust(product: Product, pieces: int) -> str:
    """The control: the same without the lock."""
    stock = Stock.objects.get(variant__product=product)
    with transaction.atomic():
        difference = pieces - stock.on_hand
        together.wait(timeout=30)
        Stock.objects.filter(pk=stock.pk).update(on_hand=pieces)
        StockMovement.objects.create(
            stock=stock, kind="adjust", quantity=difference, reference=f"blind:{pieces}"
        )
    return "adjusted"


def test_without_the_lock_journal_and_shelf_part(products: list[Product]) -> None:
    at_once([partial(blind_adjust, products[0], pieces) for pieces in COUNTS])

    stock = Stock.objects.get(variant=only_variant(products[0]))
    assert stock.on_hand != journalled(stock)
