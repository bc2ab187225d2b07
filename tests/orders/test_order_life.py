"""Whatever happens to orders, in whatever order, statuses, stock and money are what the model says."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st
from pytest_django import Settings

from finance.errors import BalanceTooLow, NegativeBalance
from komship.health import redis_client
from komship.lib.errors import StaleState
from orders.errors import OrderNotChangeable, OrderNotFound, ServiceUnavailable
from products.errors import OutOfStock, PiecesPromised
from shipping.errors import AlreadyScanned, BookingClosed, BookingInFlight, NotToBeJudged
from shipping.states import ShipmentStatus as S
from tests.factories.orders import Market
from tests.orders.life import METHODS, SILENT, Story

# A long run: ORDER_LIFE_EXAMPLES=3000 pytest tests/orders/test_order_life.py
EXAMPLES = int(os.environ.get("ORDER_LIFE_EXAMPLES", "5"))
REFUSALS = (
    AlreadyScanned,
    BalanceTooLow,
    BookingClosed,
    BookingInFlight,
    NegativeBalance,
    NotToBeJudged,
    OrderNotChangeable,
    OrderNotFound,
    OutOfStock,
    PiecesPromised,
    ServiceUnavailable,
    StaleState,
)
# Pick-up, on the way, at the door, failed, lost, damaged, return, home, delivered, cancelled, desk, unknown.
CODES = ("PU1", "OP2", "IP3", "U05", "U14", "CR4", "CR1", "R01", "D01", "D24", "CR2", "D15", "ZZZ")
ANSWERS = (
    SILENT, "refused", "lost_answer", "null_cnote", "cut_json", "error_500", "html", "empty", "bad_login"
)  # fmt: skip

slot = st.sampled_from("AAB")
method = st.sampled_from(sorted(METHODS))
pieces = st.integers(1, 6)
scans = st.lists(st.tuples(st.sampled_from(CODES), st.integers(0, 5)), min_size=1, max_size=3)
steps = st.one_of(
    st.tuples(st.just("store"), slot, method, pieces),
    st.tuples(st.just("edit"), slot, method, pieces),
    st.tuples(st.just("pickup"), slot),
    st.tuples(st.just("scan"), slot, scans, st.booleans()),
    st.tuples(st.sampled_from(["delete", "cancel", "send_herself", "retry"]), slot),
    st.tuples(st.just("settle"), slot, st.integers(0, 7)),
    st.tuples(st.just("check_in"), slot, pieces),
    st.tuples(st.just("undo_check"), slot),
    st.tuples(st.just("break_courier"), st.sampled_from(ANSWERS)),
    st.tuples(st.just("work"), st.sampled_from([0, 1, 10, 600])),
    st.tuples(st.just("top_up"), st.sampled_from([5_000, 100_000])),
)
# Random steps alone seldom get an order far, so most stories begin with one that is under way.
FUNDED = [("top_up", 100_000)]
BOOKED = [("store", "A", "cod", 2), ("pickup", "A"), ("work", 0)]
PREPAID = [*FUNDED, ("store", "A", "transfer", 2), ("pickup", "A"), ("work", 0)]
REFUSED = [("break_courier", "refused"), *BOOKED]
ON_THE_ROAD = ("scan", "A", [("PU1", 0)], True)
RETURNING = ("scan", "A", [("PU1", 0), ("CR1", 1)], True)
UNPACKED = [RETURNING, ("check_in", "A", 1)]
DELIVERED = ("scan", "A", [("PU1", 0), ("D01", 2)], True)
beginnings = st.sampled_from(
    [FUNDED, BOOKED, REFUSED]
    + [[*sent, scanned] for sent in (BOOKED, PREPAID) for scanned in (ON_THE_ROAD, RETURNING, DELIVERED)]
    + [[*BOOKED, *UNPACKED], [*PREPAID, *UNPACKED], [*BOOKED, ("cancel", "A"), ("settle", "A", 2)]]
)


@pytest.fixture
def clock_hand() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 21, 3, 0, tzinfo=UTC), tick=False) as hand:
        yield hand


@example(  # An unpacked return is judged cancelled: its pieces are on the shelf already.
    beginning=[*BOOKED, *UNPACKED], rest=[("settle", "A", S.CANCELLED), ("undo_check", "A")]
)
@example(  # Cancelled, found travelling, cancelled again: the pieces come back again.
    beginning=[*BOOKED, ON_THE_ROAD],
    rest=[("settle", "A", status) for status in (S.CANCELLED, S.IN_TRANSIT, S.CANCELLED, S.DELIVERED)],
)
@example(  # What was unpacked stays arrived when the parcel is a return again.
    beginning=[*PREPAID, *UNPACKED],
    rest=[("settle", "A", S.DELIVERED), ("settle", "A", S.RETURN_IN_TRANSIT), ("undo_check", "A")],
)
@example(  # Cancelled before the first scan, and yet it came home by the courier.
    beginning=[*BOOKED, ("cancel", "A"), ("settle", "A", S.RETURN_IN_TRANSIT)],
    rest=[("check_in", "A", 2), ("undo_check", "A"), ("check_in", "A", 1), ("settle", "A", S.CANCELLED)],
)
@example(  # Damaged, and yet it is carried on: its income is expected again.
    beginning=[*BOOKED, ("scan", "A", [("CR4", 1)], True)],
    rest=[("settle", "A", S.OUT_FOR_DELIVERY), ("settle", "A", S.LOST), ("scan", "A", [("IP3", 5)], True)],
)
@example(  # Ops say that it has not come home after all, and the seller that she was mistaken.
    beginning=[*BOOKED, ("scan", "A", [("R01", 0)], True), ("check_in", "A", 1)],
    rest=[("settle", "A", S.RETURN_IN_TRANSIT), ("undo_check", "A")],
)
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(beginning=beginnings, rest=st.lists(steps, min_size=1, max_size=14))
def test_every_order_ends_where_the_model_says(
    market: Market,
    settings: Settings,
    clock_hand: time_machine.Traveller,
    beginning: list[tuple[Any, ...]],
    rest: list[tuple[Any, ...]],
) -> None:
    with transaction.atomic():
        settings.HTTP_ALLOWED_ATOMIC_DEPTH = 10
        clock_hand.move_to(datetime(2026, 11, 21, 3, 0, tzinfo=UTC) + timedelta(minutes=7))
        market.sandbox.world.reset()
        with redis_client() as redis:
            redis.flushdb()
        story = Story(market, clock_hand)
        story.compare()
        for step in [*beginning, *rest]:
            note(str(step))
            story.tell(step, REFUSALS)
            story.compare()
        story.end()
        transaction.set_rollback(True)
