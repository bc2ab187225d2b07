from datetime import date, datetime

import pytest

from komship.lib.clock import JAKARTA
from shipping.pickup_states import PICKUP_ALLOWED, PickupLoad, PickupStatus, last_overdue_day, status_of

S = PickupStatus
MONDAY = date(2026, 11, 23)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 0, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("load", "status"),
    [
        (PickupLoad(0, 0), S.CANCELLED),
        (PickupLoad(2, 0), S.SCHEDULED),
        (PickupLoad(2, 1), S.PARTIAL),
        (PickupLoad(2, 2), S.COMPLETED),
    ],
)
def test_a_pickup_is_what_its_parcels_make_of_it(load: PickupLoad, status: S) -> None:
    assert status_of(load, pickup_on=MONDAY, now=at(23, 15)) is status


def test_nothing_scanned_by_the_next_noon_is_missed() -> None:
    waiting = PickupLoad(2, 0)
    assert status_of(waiting, pickup_on=MONDAY, now=at(24, 11)) is S.SCHEDULED
    assert status_of(waiting, pickup_on=MONDAY, now=at(24, 12)) is S.MISSED
    assert last_overdue_day(at(24, 12)) == MONDAY


def test_every_status_has_its_moves() -> None:
    assert set(PICKUP_ALLOWED) == set(S)
    assert all(status not in moves for status, moves in PICKUP_ALLOWED.items())
