"""A carrier's lines: when they open, who tries them out, and what waits meanwhile."""

import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import EventDelivery
from komship.core.outbox import RetryLater
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.carriers.base import (
    BookingOutcomeUnknown,
    CarrierError,
    CarrierLoginFailed,
    CarrierRejected,
    CarrierUnavailable,
    TrackingNotFound,
)
from shipping.models import Courier, Shipment
from shipping.rules.breakers import LOGIN_PAUSE_S, PROBE_S, Line
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from shipping.selectors.carrier_lines import interrupted_lines, is_interrupted
from shipping.services import book_parcel, quote_parcel
from shipping.services._breaker import (
    Leave,
    LinePaused,
    ask,
    calling,
    close_lines,
    give_back,
    pause_carrier,
)
from tests.factories.sandbox import break_next, requests_to
from tests.factories.shipping import open_parcel, quote_request, switch_on

pytestmark = pytest.mark.redis
TRACKING = Line.TRACKING


@pytest.fixture
def watch() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        yield traveller


def call(failure: CarrierError | None = None, *, line: Line = TRACKING, leave: Leave | None = None) -> None:
    try:
        with calling(leave or ask("jne", line)):
            if failure is not None:
                raise failure
    except LinePaused:
        raise
    except CarrierError:
        return


def fail(times: int, *, line: Line = TRACKING) -> None:
    for _ in range(times):
        call(CarrierUnavailable("no answer"), line=line)


def wait_s(line: Line = TRACKING) -> int:
    with pytest.raises(LinePaused) as pause:
        ask("jne", line)
    return pause.value.wait_s


# ---- opening -----------------------------------------------------------------------------


def test_opens_after_failures_in_a_row(watch: time_machine.Traveller) -> None:
    fail(4)
    call()
    fail(4)
    assert not is_interrupted("jne", TRACKING)
    fail(1)
    assert wait_s() == 60
    (state,) = interrupted_lines("jne")
    assert (state.line, state.wait_s, state.reason) == (TRACKING, 60, "no answer")


def test_opens_when_half_of_many_calls_fail(watch: time_machine.Traveller) -> None:
    for _ in range(9):
        call()
        fail(1)
    assert not is_interrupted("jne", TRACKING)
    call()
    fail(1)
    assert is_interrupted("jne", TRACKING)


def test_a_share_counts_within_its_window_only(watch: time_machine.Traveller) -> None:
    for _ in range(30):
        call()
        fail(1)
        watch.shift(timedelta(seconds=61))
    assert not is_interrupted("jne", TRACKING)


@pytest.mark.parametrize("answer", [TrackingNotFound("x"), CarrierRejected("x"), None])
def test_an_answer_is_no_failure(answer: CarrierError | None) -> None:
    for _ in range(3):
        fail(4)
        call(answer)
    assert interrupted_lines("jne") == []


def test_an_unclear_booking_is_a_failure() -> None:
    for _ in range(5):
        call(BookingOutcomeUnknown("timeout"), line=Line.BOOKING)
    assert is_interrupted("jne", Line.BOOKING)


def test_lines_and_carriers_fail_one_by_one() -> None:
    fail(5)
    assert [(state.carrier, state.line) for state in interrupted_lines()] == [("jne", TRACKING)]
    assert ask("jne", Line.BOOKING).probe == ask("kiriminaja", TRACKING).probe == ""


def test_a_refused_login_stops_every_line(watch: time_machine.Traveller) -> None:
    call(CarrierLoginFailed("Username Or API KEY Not Found."))
    assert {wait_s(line) for line in Line} == {LOGIN_PAUSE_S}
    watch.shift(timedelta(seconds=LOGIN_PAUSE_S))
    call(CarrierLoginFailed("still"), line=Line.BOOKING)
    assert {wait_s(line) for line in Line} == {LOGIN_PAUSE_S}
    close_lines("jne")
    assert interrupted_lines("jne") == []


# ---- half open ---------------------------------------------------------------------------


def test_one_probe_closes_the_line(watch: time_machine.Traveller) -> None:
    fail(5)
    watch.shift(timedelta(seconds=60))
    probe = ask("jne", TRACKING)
    assert probe.probe
    assert wait_s() == PROBE_S
    call(leave=probe)
    assert ask("jne", TRACKING).probe == ""
    fail(4)
    assert not is_interrupted("jne", TRACKING), "the count began anew"


def test_a_failed_probe_opens_for_twice_as_long(watch: time_machine.Traveller) -> None:
    fail(5)
    for expected in (120, 240, 480, 900, 900):
        watch.shift(timedelta(seconds=wait_s()))
        fail(1)
        assert wait_s() == expected


def test_a_probe_whose_worker_died_makes_way(watch: time_machine.Traveller) -> None:
    fail(5)
    watch.shift(timedelta(seconds=60))
    dead = ask("jne", TRACKING)
    watch.shift(timedelta(seconds=PROBE_S))
    alive = ask("jne", TRACKING)
    assert alive.probe not in ("", dead.probe)
    call(leave=dead)
    assert is_interrupted("jne", TRACKING), "a probe that came too late proves nothing"
    call(leave=alive)
    assert not is_interrupted("jne", TRACKING)


def test_calls_that_began_before_prove_nothing(watch: time_machine.Traveller) -> None:
    early, late = ask("jne", TRACKING), ask("jne", TRACKING)
    fail(5)
    call(leave=early)
    call(CarrierUnavailable("late"), leave=late)
    assert wait_s() == 60


def test_a_probe_that_was_not_made_is_given_back(watch: time_machine.Traveller) -> None:
    fail(5)
    watch.shift(timedelta(seconds=60))
    give_back(ask("jne", TRACKING))
    with pytest.raises(ZeroDivisionError), calling(ask("jne", TRACKING)):
        raise ZeroDivisionError
    assert ask("jne", TRACKING).probe


def test_an_emptied_redis_only_costs_a_few_calls() -> None:
    pause_carrier("jne", seconds=300, reason="down")
    probe = Leave("jne", TRACKING, "gone")
    close_lines("jne")
    call(CarrierUnavailable("x"), leave=probe)
    fail(3)
    assert not is_interrupted("jne", TRACKING)
    fail(1)
    assert is_interrupted("jne", TRACKING)


# ---- what waits --------------------------------------------------------------------------


def test_old_prices_are_served_and_marked_while_the_line_is_open(
    siti_partner: Partner, jne: Courier, jne_answers: SandboxServer
) -> None:
    switch_on(siti_partner, jne)
    quote_parcel(quote_request(siti_partner))
    pause_carrier("jne", seconds=3600, reason="down")

    with time_machine.travel(clock.now() + timedelta(hours=24, minutes=30)):
        pause_carrier("jne", seconds=3600, reason="down")
        stale = quote_parcel(quote_request(siti_partner))
        assert requests_to(jne_answers, Endpoint.TARIFF) == 1
    with time_machine.travel(clock.now() + timedelta(hours=26)):
        fresh = quote_parcel(quote_request(siti_partner))

    assert [option.is_stale for option in stale.options] == [True, True]
    assert [option.is_stale for option in fresh.options] == [False, False]
    assert interrupted_lines("jne") != [], "tracking and bookings are tried out by their own calls"


def test_bookings_wait_where_people_can_see_it(
    siti_partner: Partner, jne: Courier, jne_answers: SandboxServer
) -> None:
    shipment = open_parcel(siti_partner)
    pause_carrier("jne", seconds=120, reason="no answer")

    drain()

    shipment.refresh_from_db()
    assert (shipment.booking_state, shipment.booking_attempts) == (BookingState.PENDING, 0)
    delivery = EventDelivery.objects.get(handler="shipping.book_parcel")
    assert (delivery.failures, delivery.last_error) == (0, "jne is paused: no answer")
    # It looks every minute: the line may be resumed before its time.
    assert timedelta(seconds=40) < delivery.due_at - clock.now() <= timedelta(seconds=60)
    with time_machine.travel(clock.now() + timedelta(seconds=125)):
        drain()
    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.BOOKED
    assert not is_interrupted("jne", Line.BOOKING)


def test_unanswered_bookings_open_the_line_and_the_rest_is_not_sent(
    siti_partner: Partner, jne: Courier, jne_answers: SandboxServer
) -> None:
    break_next(jne_answers, FaultKind.LOST_ANSWER, count=None)
    for number in range(8):
        open_parcel(siti_partner, f"KOM26112100{number:02d}")

    drain()

    assert requests_to(jne_answers, Endpoint.DROPOFF) == 5
    states = list(Shipment.objects.order_by("reference").values_list("booking_state", flat=True))
    assert states == ["unknown"] * 5 + ["pending"] * 3
    jne_answers.world.faults.clear()
    for minutes in (3, 12):
        with time_machine.travel(clock.now() + timedelta(minutes=minutes)):
            drain()
    assert set(Shipment.objects.values_list("booking_state", flat=True)) == {BookingState.BOOKED}
    assert jne_answers.world.stats()["orders_with_many"] == {}


def test_a_booking_that_moved_on_gives_its_probe_back(
    siti_partner: Partner, jne: Courier, jne_answers: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipment = open_parcel(siti_partner)
    pause_carrier("jne", seconds=1, reason="down")
    monkeypatch.setattr(sys.modules["shipping.services.book_parcel"], "claim_attempt", lambda *_, **__: None)
    with time_machine.travel(clock.now() + timedelta(seconds=2)):
        book_parcel(shipment.pk)
        assert ask("jne", Line.BOOKING).probe
        with pytest.raises(RetryLater):
            book_parcel(shipment.pk)
