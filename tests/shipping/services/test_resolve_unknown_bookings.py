from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import OutboxEvent
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.carriers.base import ParcelRequest
from shipping.carriers.registry import carrier
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from shipping.services import _record_booking, resolve_unknown_bookings, retry_booking
from shipping.services._attempt import about_to_send_again, claim_attempt
from shipping.services._carrier_calls import Protocol
from tests.factories.sandbox import break_next, requests_to
from tests.factories.shipping import open_cod_parcel, open_parcel

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def shipment(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    return open_parcel(siti_partner)


def later(minutes: int) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(minutes=minutes))


def test_worker_that_died_after_the_call(shipment: Shipment, jne_answers: SandboxServer) -> None:
    """Claimed, booked at the courier, and then nothing was written down any more."""
    attempt = claim_attempt(shipment, lease_s=60)
    assert attempt is not None
    break_next(jne_answers, FaultKind.LOST_ANSWER)
    OutboxEvent.objects.all().delete()
    jne_answers.world.issue(Endpoint.DROPOFF, shipment.reference, {})

    assert resolve_unknown_bookings() == 0, "its lease has not ended"
    jne_answers.world.faults.clear()
    with later(minutes=2):
        drain()

    shipment.refresh_from_db()
    assert (shipment.booking_state, [shipment.awb]) == (
        BookingState.BOOKED,
        jne_answers.world.awbs_of[shipment.reference],
    )


def test_worker_that_died_before_the_call(shipment: Shipment, jne_answers: SandboxServer) -> None:
    claim_attempt(shipment, lease_s=60)
    OutboxEvent.objects.all().delete()

    with later(minutes=2):
        drain()

    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.BOOKED
    assert requests_to(jne_answers, Endpoint.DROPOFF) == 1


def test_answer_that_comes_after_its_lease_does_not_count(
    shipment: Shipment, jne_answers: SandboxServer
) -> None:
    slow = claim_attempt(shipment, lease_s=60)
    assert slow is not None
    with later(minutes=2):
        drain()
    shipment.refresh_from_db()
    awb = shipment.awb

    _record_booking.booked(slow, Protocol(), awb="0199999999999999")

    shipment.refresh_from_db()
    assert shipment.awb == awb


def test_courier_that_stays_silent_is_asked_less_and_less(
    shipment: Shipment, jne_answers: SandboxServer
) -> None:
    break_next(jne_answers, FaultKind.ERROR_500, count=None)
    drain()
    waits = []
    for _ in range(3):
        shipment.refresh_from_db()
        assert shipment.resolve_after_at is not None
        with time_machine.travel(shipment.resolve_after_at + timedelta(seconds=1)):
            drain()
            shipment.refresh_from_db()
            waits.append(shipment.resolve_after_at - clock.now())

    assert waits[0] < waits[1] < waits[2]
    assert (shipment.booking_state, shipment.maybe_booked) == (BookingState.UNKNOWN, True)


def test_courier_that_is_down_leaves_it_unexplained(shipment: Shipment, jne_answers: SandboxServer) -> None:
    """An unreachable courier proves nothing about the attempt before."""
    break_next(jne_answers, FaultKind.ERROR_500)
    drain()
    jne_answers.stop()

    with later(minutes=5):
        drain()

    shipment.refresh_from_db()
    assert (shipment.booking_state, shipment.maybe_booked) == (BookingState.UNKNOWN, True)


def test_refusal_of_the_repeated_parcel_is_final(shipment: Shipment, jne_answers: SandboxServer) -> None:
    break_next(jne_answers, FaultKind.ERROR_500)
    drain()
    body = '{"detail":[{"status":"Error","reason":"Origin Code CGK10000 Not Exists","cnote_no":null}]}'
    break_next(jne_answers, FaultKind.CANNED, body=body)

    with later(minutes=5):
        drain()

    shipment.refresh_from_db()
    assert (shipment.booking_state, shipment.maybe_booked) == (BookingState.REJECTED, False)


def test_nothing_due(shipment: Shipment) -> None:
    assert resolve_unknown_bookings() == 0


# ---- a courier that would make a second order --------------------------------------------

ORDER, LOOKUP = Endpoint.SHIPPER_ORDER, Endpoint.SHIPPER_LOOKUP


@pytest.fixture
def cod_parcel(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    return open_cod_parcel(siti_partner)


def state_of(shipment: Shipment) -> str:
    shipment.refresh_from_db()
    return shipment.booking_state


@pytest.mark.parametrize("kind", [FaultKind.LOST_ANSWER, FaultKind.CUT_JSON, FaultKind.EMPTY])
def test_an_order_made_behind_our_back_is_looked_up(
    cod_parcel: Shipment, jne_answers: SandboxServer, kind: FaultKind
) -> None:
    break_next(jne_answers, kind, endpoint=ORDER.value)
    drain()
    assert state_of(cod_parcel) == BookingState.UNKNOWN

    with later(minutes=2):
        drain()

    assert state_of(cod_parcel) == BookingState.ACCEPTED
    assert [cod_parcel.carrier_order] == jne_answers.world.awbs_of[cod_parcel.reference]
    assert requests_to(jne_answers, ORDER) == requests_to(jne_answers, LOOKUP) == 1


def test_an_order_that_is_not_there_is_sent_again_after_a_while(
    cod_parcel: Shipment, jne_answers: SandboxServer
) -> None:
    break_next(jne_answers, FaultKind.ERROR_500, endpoint=ORDER.value)
    drain()

    with later(minutes=2):
        drain()
    # Not there yet proves nothing while the first call may still be on its way.
    assert state_of(cod_parcel) == BookingState.UNKNOWN
    assert requests_to(jne_answers, ORDER) == 1

    with later(minutes=10):
        drain()
    assert state_of(cod_parcel) == BookingState.ACCEPTED
    assert requests_to(jne_answers, ORDER) == 2
    assert [cod_parcel.carrier_order] == jne_answers.world.awbs_of[cod_parcel.reference]


def test_a_late_commit_is_found_and_not_doubled(cod_parcel: Shipment, jne_answers: SandboxServer) -> None:
    """The first look comes too early, the order is made after it, and the second look finds it."""
    break_next(jne_answers, FaultKind.ERROR_500, endpoint=ORDER.value)
    drain()
    with later(minutes=2):
        drain()
    carrier("shipper").book(ParcelRequest.from_json(cod_parcel.request))

    with later(minutes=10):
        drain()

    assert state_of(cod_parcel) == BookingState.ACCEPTED
    assert [cod_parcel.carrier_order] == jne_answers.world.awbs_of[cod_parcel.reference]


@pytest.mark.parametrize("kind", [FaultKind.ERROR_500, FaultKind.HTML, FaultKind.TOO_MANY])
def test_without_a_clear_look_up_nothing_is_sent(
    cod_parcel: Shipment, jne_answers: SandboxServer, kind: FaultKind
) -> None:
    break_next(jne_answers, FaultKind.LOST_ANSWER, endpoint=ORDER.value)
    break_next(jne_answers, kind, endpoint=LOOKUP.value, count=None)
    drain()

    for minutes in (10, 60, 600):
        with later(minutes=minutes):
            drain()

    assert state_of(cod_parcel) == BookingState.UNKNOWN
    assert cod_parcel.maybe_booked
    assert requests_to(jne_answers, ORDER) == 1


@pytest.mark.parametrize("other", ["amount", "recipient"])
def test_an_order_of_somebody_else_is_not_adopted(
    cod_parcel: Shipment, jne_answers: SandboxServer, other: str
) -> None:
    """Our number, but another parcel: an older system's under the same account."""
    parcel = ParcelRequest.from_json(cod_parcel.request)
    theirs = {
        "amount": replace(parcel, cod_amount_rp=parcel.cod_amount_rp + 1_000),
        "recipient": replace(parcel, recipient=replace(parcel.recipient, phone="628999999999")),
    }
    carrier("shipper").book(theirs[other])
    break_next(jne_answers, FaultKind.ERROR_500, endpoint=ORDER.value)
    drain()

    with later(minutes=2):
        drain()

    assert state_of(cod_parcel) == BookingState.REJECTED
    assert (cod_parcel.carrier_order, cod_parcel.needs_look) == ("", True)
    # Nothing is ever sent under a number that is used there, whoever asks for it.
    retry_booking(cod_parcel.pk, actor=None)
    drain()
    assert state_of(cod_parcel) == BookingState.REJECTED
    assert len(jne_answers.world.awbs_of[cod_parcel.reference]) == 1


def test_a_worker_that_died_after_the_order_makes_no_second(
    cod_parcel: Shipment, jne_answers: SandboxServer
) -> None:
    claim_attempt(cod_parcel, lease_s=60)
    carrier("shipper").book(ParcelRequest.from_json(cod_parcel.request))
    OutboxEvent.objects.all().delete()

    with later(minutes=30):
        drain()

    assert state_of(cod_parcel) in (BookingState.ACCEPTED, BookingState.BOOKED)
    assert [cod_parcel.carrier_order] == jne_answers.world.awbs_of[cod_parcel.reference]


def test_an_attempt_whose_lease_is_over_sends_nothing(
    cod_parcel: Shipment, jne_answers: SandboxServer
) -> None:
    attempt = claim_attempt(cod_parcel, lease_s=60)
    assert attempt is not None
    assert about_to_send_again(attempt, lease_s=60)
    with later(minutes=2):
        resolve_unknown_bookings()
    assert not about_to_send_again(attempt, lease_s=60)
