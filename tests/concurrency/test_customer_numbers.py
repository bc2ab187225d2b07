"""Orders of one buyer come and go at once; what is counted of her stays true."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError

from komship.demo.checks import all_checks
from komship.lib import db
from komship.lib.errors import DomainError
from orders.models import Customer, Order
from orders.services import delete_order as deleting
from orders.services import edit_order as editing
from orders.services._cart_items import CartItem
from orders.services._customers import remember_customer
from orders.services.delete_order import delete_order
from orders.services.edit_order import OrderEdit, edit_order
from orders.services.place_order import place_order
from orders.services.sync_cart import sync_cart
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_staff
from tests.factories.orders import Market, recipient
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

pytestmark = pytest.mark.django_db(transaction=True)
BIMO = {"name": "Bimo Sakti", "phone": "0813 1111 6222"}


def told(run: Any) -> str:
    try:
        run()
    except DomainError as refusal:
        return refusal.code
    except OperationalError as failure:
        return "deadlock" if "deadlock" in str(failure) else "failed"
    return "done"


def delete(market: Market, order: Order) -> str:
    return told(lambda: delete_order(market.partner.pk, order.pk, actor=market.actor))


def counts_are_true() -> bool:
    (check,) = [check for check in all_checks() if "counted of each buyer" in check.text]
    return check.holds


def test_orders_are_deleted_while_another_is_placed(market: Market) -> None:
    orders = [market.order(quantity=1) for _ in range(3)]
    new = market.new_order(quantity=1)
    jobs = [partial(delete, market, order) for order in orders]
    ended = at_once([*jobs, lambda: told(lambda: place_order(new))])
    assert ended == {"done": 4}
    assert Customer.objects.get().order_count == 1
    assert counts_are_true()


def test_control_without_the_lock_a_deleted_order_is_still_counted(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both count before either is committed, so each still sees the other's order."""

    def unlocked(customer_id: int) -> None:
        db.require_transaction()
        count = Order.objects.filter(customer=customer_id).counted().count()
        met.wait(timeout=30)
        Customer.objects.filter(pk=customer_id).update(order_count=count)

    met = threading.Barrier(2)
    monkeypatch.setattr(deleting, "recount_customer", unlocked)
    orders = [market.order(quantity=1) for _ in range(2)]
    at_once([partial(delete, market, order) for order in orders])
    assert Customer.objects.get().order_count == 1
    assert not counts_are_true()


@pytest.fixture
def swapping(market: Market) -> list[Callable[[], str]]:
    """Ayu's order becomes Bimo's while Bimo's becomes Ayu's, each by a person with a cart of her own."""
    ayus = market.order(quantity=1)
    bimos = market.order(quantity=1, recipient=recipient(**BIMO))
    budi = make_staff("budi", market.partner)
    cart = sync_cart(budi.pk, market.partner.pk, [CartItem(market.product.pk, None, 1)])
    edits = [
        OrderEdit(order_id=ayus.pk, new=market.new_order(quantity=1, recipient=recipient(**BIMO))),
        OrderEdit(order_id=bimos.pk, new=market.new_order(user_id=budi.pk, cart_line_ids=(cart[0].id,))),
    ]
    return [lambda edit=edit: told(lambda: edit_order(edit)) for edit in edits]  # type: ignore[misc]


def test_two_orders_swap_their_buyers(swapping: list[Callable[[], str]]) -> None:
    """Each edit needs both buyers; they are locked in one order, so nobody waits for ever."""
    assert at_once(swapping) == {"done": 2}
    assert counts_are_true()


def test_control_without_one_order_of_locks_they_wait_for_each_other(
    swapping: list[Callable[[], str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    met = threading.Barrier(2)

    def remember_and_meet(*args: Any, **options: Any) -> int:
        customer_id = remember_customer(*args, **options)
        met.wait(timeout=30)
        return customer_id

    monkeypatch.setattr(editing, "hold_buyers", lambda order, phone: None)
    monkeypatch.setattr(editing, "remember_customer", remember_and_meet)
    assert at_once(swapping) == {"done": 1, "deadlock": 1}
