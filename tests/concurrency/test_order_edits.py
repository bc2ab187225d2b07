"""Edits that meet other edits, a pickup, or the end of a warehouse. Every race has its control."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest

from accounts.models import Warehouse
from accounts.services import delete_warehouse
from finance.states import PaymentMethod
from komship.demo.checks import all_checks
from komship.lib.errors import DomainError
from orders.models import Order
from orders.rules import Wishes
from orders.services import edit_order as editing
from orders.services import place_order as placing
from orders.services._cart_items import CartItem
from orders.services._new_order import NewOrder
from orders.services._plan import OrderPlan, plan_order
from orders.services.edit_order import OrderEdit, edit_order
from orders.services.place_order import place_order
from orders.services.request_pickup import request_pickup
from orders.services.sync_cart import sync_cart
from products.models import Stock
from tests.concurrency.at_once import at_once
from tests.factories.accounts import BANDUNG, make_warehouse
from tests.factories.finance import fund, purse
from tests.factories.orders import Market, recipient, slot
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.products import make_product, plain_draft
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

pytestmark = pytest.mark.django_db(transaction=True)


def told(run: Callable[[], object]) -> str:
    """How a use-case ended, in one word."""
    try:
        run()
    except DomainError as refusal:
        return refusal.code
    return "done"


def assert_adds_up() -> None:
    assert [check for check in all_checks() if not check.holds] == []


@dataclass
class Desk:
    """An order paid by transfer, and the wishes of several people who have read it."""

    market: Market
    order: Order
    wishes: list[NewOrder]

    def edit(self, new: NewOrder) -> str:
        return told(lambda: edit_order(OrderEdit(order_id=self.order.pk, new=new, seen_edits=0)))

    def ask_pickup(self) -> str:
        return told(
            lambda: request_pickup(self.market.partner.pk, self.order.pk, slot("t1"), actor=self.market.actor)
        )

    @property
    def stored(self) -> Order:
        return Order.objects.select_related("shipment").get(pk=self.order.pk)


@pytest.fixture
def desk(market: Market, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Four wishes: each for another article, number of pieces, and buyer."""
    fund(market.partner, 100_000)
    order = market.transfer_order()
    monkeypatch.setattr(editing, "consume_cart", lambda new, plan: None)
    products = [make_product(market.partner, plain_draft(f"Syal {n}", stock=9)) for n in range(4)]
    rows = sync_cart(
        market.partner.owner_id,
        market.partner.pk,
        [CartItem(product.pk, None, 2 + place) for place, product in enumerate(products)],
    )
    wishes = [
        market.new_order(
            cart_line_ids=(row.id,),
            wishes=Wishes(method=PaymentMethod.BANK_TRANSFER),
            recipient=recipient(name=f"Ayu {'ABCD'[place]}"),
        )
        for place, row in enumerate(rows)
    ]
    return Desk(market, order, wishes)


def test_one_of_many_edits_wins_and_everything_adds_up(desk: Desk) -> None:
    ended = at_once([partial(desk.edit, new) for new in desk.wishes])
    assert ended == {"done": 1, "order_changed": 3}
    assert desk.stored.edits == 1
    held = desk.stored.shipping_rp - desk.stored.cashback_rp
    assert purse(desk.market.partner) == (100_000 - held, held, 0)
    assert_adds_up()


def unguarded(monkeypatch: pytest.MonkeyPatch, *, before_writing: Callable[[], Any]) -> None:
    """Neither the lock nor the version nor the conditional update; all have read before one writes."""

    def read(partner_id: int, order_id: int) -> Order:
        order = Order.objects.select_related("warehouse", "sender", "partner").get(pk=order_id)
        before_writing()
        return order

    def write(order: Order, columns: dict[str, Any]) -> None:
        Order.objects.filter(pk=order.pk).update(**columns)
        for name, value in columns.items():
            setattr(order, name, value)

    monkeypatch.setattr(editing, "locked_order", read)
    monkeypatch.setattr(editing, "_write", write)


def test_control_without_the_guards_an_edit_is_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(2)
    unguarded(monkeypatch, before_writing=lambda: together.wait(timeout=30))
    same_articles = [replace(desk.wishes[0], recipient=new.recipient) for new in desk.wishes[:2]]
    ended = at_once([partial(desk.edit, new) for new in same_articles])
    assert ended == {"done": 2}
    assert desk.stored.history.filter(kind="edit").count() == 2
    assert desk.stored.edits == 1


@pytest.mark.parametrize("trial", range(2))
def test_an_edit_against_a_pickup(desk: Desk, trial: int) -> None:
    """The courier hears of the order as it is, whoever came first."""
    ended = at_once([partial(desk.edit, desk.wishes[0]), desk.ask_pickup])
    assert ended in ({"done": 2}, {"done": 1, "order_not_changeable": 1})
    assert booked_for(desk) == desk.stored.recipient_name
    assert_adds_up()


def booked_for(desk: Desk) -> str:
    shipment = desk.stored.shipment
    assert shipment is not None
    return str(shipment.request["recipient"]["name"])


def test_control_without_the_guards_the_courier_hears_something_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read, asked = threading.Event(), threading.Event()

    def meet() -> None:
        has_read.set()
        asked.wait(timeout=30)

    unguarded(monkeypatch, before_writing=meet)

    def ask() -> str:
        has_read.wait(timeout=30)
        ended = desk.ask_pickup()
        asked.set()
        return ended

    assert at_once([partial(desk.edit, desk.wishes[0]), ask]) == {"done": 2}
    assert booked_for(desk) != desk.stored.recipient_name


@pytest.fixture
def second_place(market: Market) -> Warehouse:
    place = make_warehouse(market.partner, "Gudang Bandung", region=BANDUNG)
    Stock.objects.create(variant=market.variant, warehouse=place, on_hand=5)
    return place


def delete(place: Warehouse) -> str:
    return told(lambda: delete_warehouse(place.pk, partner_id=place.partner_id))


def test_a_warehouse_is_not_deleted_under_an_order(market: Market, second_place: Warehouse) -> None:
    new = market.new_order(warehouse_id=second_place.pk)
    ended = at_once([lambda: told(lambda: place_order(new)), partial(delete, second_place)])
    assert set(ended) in ({"done", "warehouse_in_use"}, {"done", "unknown_warehouse"})
    second_place.refresh_from_db()
    assert (second_place.deleted_at is None) == Order.objects.exists()


def delete_after_reading(place: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deletion falls exactly between the plan and its transaction."""

    def plan_and_wait(new: NewOrder) -> OrderPlan:
        made = plan_order(new)
        assert delete(place) == "done"
        return made

    monkeypatch.setattr(placing, "plan_order", plan_and_wait)


def test_a_warehouse_that_went_while_the_order_was_planned(
    market: Market, second_place: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = market.new_order(warehouse_id=second_place.pk)
    delete_after_reading(second_place, monkeypatch)
    assert told(lambda: place_order(new)) == "unknown_warehouse"
    assert not Order.objects.exists()


def test_control_without_the_second_look_an_order_leaves_from_nowhere(
    market: Market, second_place: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = market.new_order(warehouse_id=second_place.pk)
    delete_after_reading(second_place, monkeypatch)
    monkeypatch.setattr(placing, "hold_place", lambda plan: None)
    assert told(lambda: place_order(new)) == "done"
    assert Order.objects.get().warehouse.deleted_at is not None
