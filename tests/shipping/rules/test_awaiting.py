from datetime import timedelta

import pytest

from shipping.rules.awaiting import is_overdue, next_look

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (timedelta(), 20 * SECOND),
        (MINUTE, 20 * SECOND),
        (3 * MINUTE, MINUTE),
        (HOUR, 15 * MINUTE),
        (23 * HOUR, 15 * MINUTE),
        (24 * HOUR, HOUR),
        (240 * HOUR, HOUR),
    ],
)
def test_looks_become_seldom(waited: timedelta, expected: timedelta) -> None:
    assert next_look(waited) == expected


def test_a_day_is_too_long() -> None:
    assert not is_overdue(24 * HOUR - SECOND)
    assert is_overdue(24 * HOUR)
