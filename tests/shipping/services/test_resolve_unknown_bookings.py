from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import OutboxEvent
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from shipping.services import _record_booking, resolve_unknown_bookings
from shipping.services._attempt import claim_attempt
from shipping.services._carrier_calls import Protocol
from tests.factories.sandbox import break_next, requests_to
from tests.factories.shipping import open_parcel

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
