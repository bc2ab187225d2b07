"""Two people unpack one return, and one undoes it while the other looks. Each with a control."""

import threading
from functools import partial

import pytest
from django.db import transaction
from django.db.models import F

from finance.models import Entry
from orders.models import Order, ReturnCheck
from orders.services.check_in_return import ReturnArrival, check_in_return
from orders.services.undo_return_check import undo_return_check
from products.models import Stock
from tests.concurrency.at_once import at_once
from tests.factories.finance import assert_proven, purse
from tests.factories.orders import Market, move_parcel
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 6


@pytest.fixture
def returning(market: Market) -> Order:
    """Two of ten pieces are on their way home."""
    return move_parcel(market, market.packed(), "returning")


def test_a_parcel_scanned_by_all_is_unpacked_once(market: Market, returning: Order) -> None:
    arrival = ReturnArrival(partner_id=market.partner.pk, order_id=returning.pk)
    actor = market.actor

    outcomes = at_once([lambda: str(check_in_return(arrival, actor=actor).pk)] * PEOPLE)

    assert list(outcomes.values()) == [PEOPLE], "everybody sees the same check"
    assert market.stock.on_hand == 10
    assert Entry.objects.filter(kind="return_charge").count() == 1
    assert purse(market.partner) == (-9_000, 0, 0)
    assert_proven()


def test_control_without_lock_and_journal_pieces_multiply(market: Market, returning: Order) -> None:
    """All look, all find it unopened, all put its pieces on the shelf."""
    stock_id = market.stock.pk
    all_have_looked = threading.Barrier(PEOPLE)

    def unpack_carelessly() -> str:
        with transaction.atomic():
            seen = Order.objects.get(pk=returning.pk)
            all_have_looked.wait(timeout=30)
            if seen.return_checked_at is not None:
                return "known"
            Stock.objects.filter(pk=stock_id).update(on_hand=F("on_hand") + 2)
        return "unpacked"

    assert at_once([unpack_carelessly] * PEOPLE) == {"unpacked": PEOPLE}
    assert market.stock.on_hand == 8 + 2 * PEOPLE


def test_undone_by_all_it_is_undone_once(market: Market, returning: Order) -> None:
    arrival = ReturnArrival(partner_id=market.partner.pk, order_id=returning.pk)
    check = check_in_return(arrival, actor=market.actor)
    actor = market.actor

    def undo() -> str:
        return str(undo_return_check(check.partner_id, check.pk, actor=actor).pk)

    at_once([undo, partial(str, "nothing")] * 3)

    assert market.stock.on_hand == 8
    assert purse(market.partner) == (0, 0, 0)
    assert ReturnCheck.objects.in_force().count() == 0
    assert_proven()
