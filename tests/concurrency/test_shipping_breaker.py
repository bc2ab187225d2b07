"""Many workers at a line that may be tried out again: one of them does it."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from komship.lib import clock
from shipping.carriers.base import CarrierUnavailable
from shipping.rules.breakers import Line
from shipping.selectors.carrier_lines import is_interrupted
from shipping.services._breaker import LinePaused, ask, calling, pause_carrier
from tests.concurrency.shipping_race import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 16


def probes() -> int:
    """1 when this worker may call."""
    try:
        return int(bool(ask("jne", Line.TRACKING).probe))
    except LinePaused:
        return 0


def test_one_worker_tries_the_line_out() -> None:
    pause_carrier("jne", seconds=60, reason="down")

    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        assert sum(all_at_once([probes] * WORKERS)) == 1


def test_control_workers_that_look_before_they_leap_all_call() -> None:
    """The same by reading and then writing: everybody sees that nobody tries it out yet."""
    everybody_has_looked = threading.Barrier(WORKERS)

    def look_and_leap() -> int:
        is_tried_out = cache.get("probe")
        everybody_has_looked.wait(timeout=30)
        if is_tried_out:
            return 0
        cache.set("probe", 1)
        return 1

    assert sum(all_at_once([look_and_leap] * WORKERS)) == WORKERS


def test_failures_of_all_workers_are_counted_together() -> None:
    def fail() -> None:
        with pytest.raises(CarrierUnavailable), calling(ask("jne", Line.TRACKING)):
            raise CarrierUnavailable("no answer")

    all_at_once([fail] * 4)
    assert not is_interrupted("jne", Line.TRACKING)
    all_at_once([fail])
    assert is_interrupted("jne", Line.TRACKING)
