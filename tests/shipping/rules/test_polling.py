from datetime import UTC, datetime, timedelta

import pytest

from shipping.rules.polling import after_failure, next_interval, spread
from shipping.states import ShipmentStatus

NOW = datetime(2026, 11, 21, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def interval(status: str, *, quiet_for: timedelta = HOUR, is_problem: bool = False) -> timedelta | None:
    return next_interval(status, is_problem=is_problem, last_news_at=NOW - quiet_for, now=NOW)


@pytest.mark.parametrize(
    ("status", "quiet_for", "expected"),
    [
        ("ready_to_ship", HOUR, timedelta(minutes=30)),
        ("ready_to_ship", 2 * DAY, 2 * HOUR),
        ("ready_to_ship", 10 * DAY, 12 * HOUR),
        ("ready_to_ship", 61 * DAY, None),
        ("picked_up", HOUR, 2 * HOUR),
        ("in_transit", HOUR, 2 * HOUR),
        ("in_transit", 8 * DAY, 12 * HOUR),
        ("in_transit", 61 * DAY, None),
        ("out_for_delivery", HOUR, timedelta(minutes=20)),
        ("out_for_delivery", 4 * DAY, 2 * HOUR),
        ("delivery_failed", HOUR, HOUR),
        ("return_in_transit", HOUR, 4 * HOUR),
        ("lost", HOUR, DAY),
        ("damaged", HOUR, DAY),
        ("delivered", HOUR, None),
        ("return_received", HOUR, None),
        ("cancelled", HOUR, DAY),
        ("cancelled", 8 * DAY, None),
    ],
)
def test_interval(status: str, quiet_for: timedelta, expected: timedelta | None) -> None:
    assert interval(status, quiet_for=quiet_for) == expected


def test_problems_are_watched_closely() -> None:
    assert interval("in_transit", is_problem=True) == HOUR


def test_every_status_has_an_answer() -> None:
    for status in ShipmentStatus:
        for quiet_for in (HOUR, 4 * DAY, 30 * DAY):
            found = interval(status, quiet_for=quiet_for)
            assert found is None or found >= timedelta(minutes=20)


def test_failures_wait_longer_up_to_a_limit() -> None:
    waits = [after_failure(n) for n in range(1, 30)]

    assert waits[:3] == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    assert waits == sorted(waits)
    assert waits[-1] == 2 * HOUR


def test_spread_is_at_most_a_tenth_and_stays_the_same() -> None:
    spreads = {spread(HOUR, key) for key in range(1_000)}

    assert len(spreads) > 50
    assert min(spreads) == HOUR
    assert max(spreads) < 1.1 * HOUR
    assert spread(HOUR, 7) == spread(HOUR, 7)
