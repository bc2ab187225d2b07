from datetime import date, datetime, time

import pytest

from komship.lib.clock import JAKARTA
from shipping.rules.pickup_hours import first_slot, slot_refusal

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("now", "on", "slot", "is_free"),
    [
        (at(7), TODAY, time(9), True),
        (at(7), TODAY, time(8), False),
        (at(7), TODAY, time(21), True),
        (at(7), TODAY, time(21, 30), False),
        (at(12), TODAY, time(13), False),
        (at(11, 59), TODAY, time(13), True),
        (at(21, 30), TODAY, time(21), False),
        (at(21, 30), TOMORROW, time(9), True),
        (at(7), date(2026, 11, 22), time(12), False),
        (at(7), date(2026, 11, 30), time(12), True),
        (at(7), date(2026, 12, 1), time(12), False),
    ],
)
def test_slots(now: datetime, on: date, slot: time, is_free: bool) -> None:
    assert (slot_refusal(on, slot, now=now) is None) == is_free


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (at(5), (TODAY, time(9))),
        (at(8), (TODAY, time(10))),
        (at(8, 30), (TODAY, time(10))),
        (at(19, 59), (TODAY, time(21))),
        (at(20), (TOMORROW, time(9))),
        (at(23, 30), (TOMORROW, time(9))),
    ],
)
def test_first_slot_can_always_be_had(now: datetime, slot: tuple[date, time]) -> None:
    assert first_slot(now) == slot
    assert slot_refusal(*slot, now=now) is None
