from datetime import UTC, date, datetime, time

import time_machine

from komship.lib import clock


def test_the_date_is_jakartas_not_utcs() -> None:
    with time_machine.travel(datetime(2026, 11, 20, 17, 30, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 11, 21)
        assert clock.wib_text(clock.now()) == "2026-11-21 00:30:00"


def test_wall_clock_and_back() -> None:
    moment = clock.wib_moment(date(2026, 11, 21), time(7))
    assert moment == datetime(2026, 11, 21, 0, tzinfo=UTC)
    assert clock.parse_iso(clock.wib(moment).isoformat()) == moment
    assert clock.wib_text(None) is None


def test_the_first_and_the_last_day_of_the_calendar_have_a_moment() -> None:
    assert (
        clock.wib_moment(date.min)
        == clock.wib_moment(date(1, 1, 2))
        == datetime(1, 1, 1, 16, 52, 48, tzinfo=UTC)
    )
    assert clock.wib_moment(date.max) < datetime.max.replace(tzinfo=UTC)
