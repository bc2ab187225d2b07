"""Orders under simultaneous hands. Every race has a control in which the guard is off."""

from functools import partial
from typing import Any

import pytest

from komship.demo.checks import all_checks
from komship.lib import db
from komship.lib.errors import DomainError
from orders.models import Order, OrderHistory
from orders.services import place_order as placing
from orders.services import request_pickup
from orders.services.cancel_order import cancel_order
from orders.services.delete_order import delete_order
from orders.services.follow_parcel import follow_parcel
from orders.services.place_order import place_order
from shipping.models import Shipment
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.services import poll_now
from tests.concurrency.at_once import at_once
from tests.factories.finance import fund, purse
from tests.factories.orders import Market, slot
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

pytestmark = pytest.mark.django_db(transaction=True)


def told(run: Any) -> str:
    """How a use-case ended, in one word."""
    try:
        run()
    except DomainError as refusal:
        return refusal.code
    return "done"


def assert_adds_up() -> None:
    broken = [check for check in all_checks() if not check.holds]
    assert not broken


def test_a_double_click_makes_one_order(market: Market) -> None:
    new = market.new_order(request_key="click")
    ended = at_once([lambda: told(lambda: place_order(new))] * 6)
    assert ended["done"] == 6
    assert Order.objects.count() == 1
    assert market.stock.reserved == 2
    assert_adds_up()


def test_a_cart_becomes_one_order_also_without_a_key(market: Market) -> None:
    new = market.new_order()
    ended = at_once([lambda: told(lambda: place_order(new))] * 6)
    assert ended == {"done": 1, "cart_empty": 5}
    assert Order.objects.count() == 1
    assert_adds_up()


def test_control_clicks_multiply_when_nobody_minds_the_cart(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "consume_cart", lambda new, plan: None)
    new = market.new_order()
    at_once([lambda: told(lambda: place_order(new))] * 4)
    assert Order.objects.count() > 1


def test_the_last_pieces_are_sold_once(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    # The same cart for all: without the cart's own guard only the stock can stop them.
    monkeypatch.setattr(placing, "consume_cart", lambda new, plan: None)
    carts = market.fill_cart(4)
    jobs = [
        lambda number=number: told(
            lambda: place_order(market.new_order(cart_line_ids=carts, request_key=f"n{number}"))
        )
        for number in range(6)
    ]
    ended = at_once(jobs)
    assert ended == {"done": 2, "out_of_stock": 4}
    assert market.stock.reserved == 8
    assert_adds_up()


def test_held_money_is_never_spent_twice(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "consume_cart", lambda new, plan: None)
    fund(market.partner, 9_000)
    cart = market.fill_cart(1)
    ended = at_once([lambda: told(lambda: market.transfer_order(cart_line_ids=cart))] * 5)
    assert ended == {"done": 1, "balance_too_low": 4}
    assert purse(market.partner) == (0, 9_000, 0)
    assert_adds_up()


def ask(market: Market, order: Order, token: str) -> str:
    return told(
        lambda: request_pickup.request_pickup(market.partner.pk, order.pk, slot(token), actor=market.actor)
    )


def test_two_pickups_for_one_order(market: Market) -> None:
    order = market.order()
    ended = at_once([partial(ask, market, order, f"t{number}") for number in range(6)])
    assert ended == {"done": 1, "order_not_changeable": 5}
    assert Shipment.objects.count() == 1
    assert order.history.filter(after="booking").count() == 1


def test_control_two_pickups_without_lock_and_condition(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(partner_id: int, order_id: int) -> Order:
        return Order.objects.select_related("warehouse", "sender", "shipment__pickup", "partner").get(
            pk=order_id
        )

    monkeypatch.setattr(request_pickup, "locked_order", unlocked)
    monkeypatch.setattr(db, "require_one", lambda touched, error: None)
    order = market.order()
    at_once([partial(ask, market, order, f"t{number}") for number in range(6)])
    assert OrderHistory.objects.filter(order=order, after="booking").count() > 1


@pytest.mark.parametrize("trial", range(3))
def test_cancel_against_the_first_scan(market: Market, trial: int) -> None:
    """Whoever comes first, stock, money and status tell the same story."""
    order = market.packed()
    assert order.shipment is not None
    world = market.sandbox.world
    world.move(world.find(order.number), MoveOrder(to=Move.PICKED_UP))
    shipment_id = order.shipment.pk

    def scan() -> str:
        list(poll_now([shipment_id]))
        follow_parcel(order.number)
        return "scanned"

    def cancel() -> str:
        return told(lambda: cancel_order(market.partner.pk, order.pk, actor=market.actor))

    ended = at_once([scan, cancel])
    order.refresh_from_db()
    expected = "cancelled" if ended["done"] else "shipped"
    follow_parcel(order.number)
    order.refresh_from_db()
    assert order.status == expected
    assert market.stock.reserved == 0
    assert_adds_up()


def test_delete_against_pickup(market: Market) -> None:
    order = market.order()
    ended = at_once(
        [
            lambda: told(lambda: delete_order(market.partner.pk, order.pk, actor=market.actor)),
            lambda: ask(market, order, "t1"),
        ]
    )
    assert ended["done"] == 1
    assert_adds_up()


def test_following_at_once_moves_money_once(market: Market) -> None:
    order = market.packed()
    assert order.shipment is not None
    world = market.sandbox.world
    world.move(world.find(order.number), MoveOrder(to=Move.DELIVERED))
    list(poll_now([order.shipment.pk]))
    at_once([lambda: told(lambda: follow_parcel(order.number))] * 6)
    assert purse(market.partner)[0] == order.net_rp
    assert order.history.filter(after="delivered").count() == 1
    assert_adds_up()
