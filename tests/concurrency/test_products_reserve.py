"""Fifty buyers for ten pieces, and orders that name the same goods in opposite order."""

import threading
from collections.abc import Sequence
from functools import partial

import pytest
from django.db import OperationalError, transaction

from accounts.models import Warehouse
from products.errors import OutOfStock
from products.models import Stock, StockMovement
from products.services import (
    StockLine,
    adjust_stock,
    consume_stock,
    release_stock,
    reserve_stock,
    update_product,
)
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop, make_warehouse
from tests.factories.products import colour_and_size_draft, make_product, plain_draft

pytestmark = pytest.mark.django_db(transaction=True)

BUYERS = 50
PIECES = 10

Outcome = str


@pytest.fixture
def warehouse() -> Warehouse:
    return make_warehouse(make_shop("siti").partner)


@pytest.fixture
def stock(warehouse: Warehouse) -> Stock:
    make_product(warehouse.partner, plain_draft(stock=PIECES))
    return Stock.objects.get()


def reserve(lines: Sequence[StockLine], reference: str) -> Outcome:
    try:
        with transaction.atomic():
            reserve_stock(lines, reference=reference)
    except OutOfStock:
        return "refused"
    except OperationalError:
        return "deadlock"
    return "reserved"


def test_ten_pieces_go_to_exactly_ten_of_fifty_buyers(stock: Stock) -> None:
    line = StockLine(stock.variant_id, stock.warehouse_id, 1)

    outcomes = at_once([partial(reserve, [line], f"KOM{n}") for n in range(BUYERS)])

    assert outcomes == {"reserved": PIECES, "refused": BUYERS - PIECES}
    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved) == (PIECES, PIECES)
    assert StockMovement.objects.filter(kind="reserve").count() == PIECES


def test_control_looking_before_taking_oversells(stock: Stock) -> None:
    """The same without the locked look and the conditional update: more than ten buyers win."""
    everybody_has_looked = threading.Barrier(BUYERS)

    def take() -> Outcome:
        seen = Stock.objects.get(pk=stock.pk)
        everybody_has_looked.wait(timeout=30)
        if seen.available < 1:
            return "refused"
        Stock.objects.filter(pk=stock.pk).update(reserved=seen.reserved + 1)
        return "reserved"

    outcomes = at_once([take] * BUYERS)

    assert outcomes["reserved"] > PIECES


def test_one_reference_sent_many_times_reserves_once(stock: Stock) -> None:
    line = StockLine(stock.variant_id, stock.warehouse_id, PIECES)

    outcomes = at_once([partial(reserve, [line], "KOM1")] * 8)

    assert outcomes == {"reserved": 8}
    stock.refresh_from_db()
    assert stock.reserved == PIECES


@pytest.fixture
def two_stocks(warehouse: Warehouse) -> list[Stock]:
    for name in ("Jilbab Satu", "Jilbab Dua"):
        make_product(warehouse.partner, plain_draft(name, stock=1000))
    return list(Stock.objects.order_by("pk"))


def test_orders_in_opposite_order_do_not_deadlock(two_stocks: list[Stock]) -> None:
    lines = [StockLine(stock.variant_id, stock.warehouse_id, 1) for stock in two_stocks]

    def order(n: int) -> Outcome:
        mine = lines if n % 2 else lines[::-1]
        outcomes = {reserve(mine, f"KOM{n}-{again}") for again in range(10)}
        return ",".join(sorted(outcomes))

    outcomes = at_once([partial(order, n) for n in range(8)])

    assert outcomes == {"reserved": 8}
    assert set(Stock.objects.values_list("reserved", flat=True)) == {80}


def test_control_taking_in_the_order_given_deadlocks(two_stocks: list[Stock]) -> None:
    """The same without the common lock order: each holds what the other needs next."""
    both_hold_one = threading.Barrier(2)

    def order(stocks: Sequence[Stock]) -> Outcome:
        try:
            with transaction.atomic():
                Stock.objects.filter(pk=stocks[0].pk).update(reserved=1)
                both_hold_one.wait(timeout=30)
                Stock.objects.filter(pk=stocks[1].pk).update(reserved=1)
        except OperationalError:
            return "deadlock"
        return "reserved"

    outcomes = at_once([partial(order, two_stocks), partial(order, two_stocks[::-1])])

    assert outcomes == {"reserved": 1, "deadlock": 1}


def order_and_decide(lines: Sequence[StockLine], name: str) -> Outcome:
    """Five orders; every other one is cancelled, the rest is shipped."""
    for again in range(5):
        outcome = reserve(lines, f"{name}-{again}")
        if outcome == "deadlock":
            return outcome
        if outcome == "reserved":
            with transaction.atomic():
                (release_stock if again % 2 else consume_stock)(f"{name}-{again}")
    return "done"


def correct(variant_ids: Sequence[int], warehouse: Warehouse) -> Outcome:
    for pk in variant_ids:
        adjust_stock(warehouse.partner_id, variant_id=pk, warehouse_id=warehouse.pk, available=7)
    return "done"


def edit(partner_id: int, product_id: int) -> Outcome:
    for _ in range(3):
        update_product(partner_id, product_id=product_id, draft=colour_and_size_draft())
    return "done"


def test_everything_at_once_keeps_the_books(warehouse: Warehouse) -> None:
    """Orders, cancellations, shipments, corrections and edits of one product, all in a heap."""
    product = make_product(warehouse.partner, colour_and_size_draft())
    variant_ids = list(product.variants.order_by("pk").values_list("pk", flat=True))
    lines = [StockLine(pk, warehouse.pk, 1) for pk in variant_ids]

    outcomes = at_once(
        [
            *(partial(order_and_decide, lines[:: 1 if n % 2 else -1], f"KOM{n}") for n in range(4)),
            *(partial(correct, variant_ids[::step], warehouse) for step in (1, -1)),
            *[partial(edit, warehouse.partner_id, product.pk)] * 2,
        ]
    )

    assert outcomes == {"done": 8}
    signs = {"adjust": 1, "consume": -1}
    for stock in Stock.objects.all():
        moves = stock.movements.values_list("kind", "quantity")
        assert stock.on_hand == sum(signs.get(kind, 0) * pieces for kind, pieces in moves)
        assert stock.reserved == 0
