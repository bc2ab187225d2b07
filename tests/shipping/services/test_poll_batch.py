import sys
from datetime import timedelta

import pytest
import time_machine
from pytest_django import Settings

from accounts.models import Partner
from komship.core.outbox import RetryLater
from komship.lib import clock
from shipping.events import TrackingDue
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from shipping.services import poll_batch
from shipping.services._breaker import pause_carrier
from tests.factories.sandbox import break_next, requests_to
from tests.factories.shipping import booked_parcel

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def parcels(siti_partner: Partner, jne_answers: SandboxServer) -> list[Shipment]:
    return [booked_parcel(siti_partner, f"KOM26112100{n:02d}") for n in range(6)]


def batch_of(parcels: list[Shipment]) -> TrackingDue:
    return TrackingDue(
        carrier="jne", shipment_ids=[row.pk for row in parcels], due_at=clock.now().isoformat()
    )


def polls(server: SandboxServer) -> int:
    return requests_to(server, Endpoint.TRACKING)


def test_asks_about_each_parcel_once(parcels: list[Shipment], jne_answers: SandboxServer) -> None:
    batch = batch_of(parcels)

    poll_batch(batch)
    poll_batch(batch)

    assert polls(jne_answers) == 6


def test_stays_within_the_couriers_limit(
    parcels: list[Shipment], jne_answers: SandboxServer, settings: Settings
) -> None:
    settings.CARRIER_RATES_PER_S = {"jne": 0.5}
    batch = batch_of(parcels)

    with pytest.raises(RetryLater):
        poll_batch(batch)
    with pytest.raises(RetryLater):
        poll_batch(batch)

    assert polls(jne_answers) == 1


def failures() -> list[int]:
    return sorted(Shipment.objects.values_list("poll_failures", flat=True))


def test_courier_that_does_not_answer_is_left_alone(
    parcels: list[Shipment], jne_answers: SandboxServer
) -> None:
    break_next(jne_answers, FaultKind.ERROR_500, count=None)

    poll_batch(batch_of(parcels))
    poll_batch(batch_of(parcels))

    assert polls(jne_answers) == 5
    assert failures() == [0, 1, 1, 1, 1, 1]
    assert all(row.next_poll_at and row.next_poll_at > clock.now() for row in Shipment.objects.all())


def test_paused_courier_is_not_asked_and_no_parcel_has_failed(
    parcels: list[Shipment], jne_answers: SandboxServer
) -> None:
    pause_carrier("jne", seconds=300, reason="login refused")

    poll_batch(batch_of(parcels))

    assert (polls(jne_answers), failures()) == (0, [0] * 6)
    waits = [row.next_poll_at - clock.now() for row in Shipment.objects.all() if row.next_poll_at]
    assert all(timedelta(seconds=290) < wait < timedelta(seconds=335) for wait in waits)
    assert len(set(waits)) > 1, "they do not all come back at once"


def test_one_parcel_tries_the_courier_out_and_the_others_follow(
    parcels: list[Shipment], jne_answers: SandboxServer
) -> None:
    pause_carrier("jne", seconds=60, reason="down")

    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        break_next(jne_answers, FaultKind.ERROR_500)
        poll_batch(batch_of(parcels))
        assert (polls(jne_answers), failures()) == (1, [0, 0, 0, 0, 0, 1])
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        poll_batch(batch_of(parcels))
    assert (polls(jne_answers), failures()) == (7, [0] * 6)


def test_ended_parcels_are_passed_over(parcels: list[Shipment], jne_answers: SandboxServer) -> None:
    Shipment.objects.update(next_poll_at=None)

    poll_batch(batch_of(parcels))

    assert polls(jne_answers) == 0


def test_one_garbled_answer_does_not_stop_the_others(
    parcels: list[Shipment], jne_answers: SandboxServer
) -> None:
    break_next(jne_answers, FaultKind.HTML)

    poll_batch(batch_of(parcels))

    assert polls(jne_answers) == 6
    assert failures() == [0, 0, 0, 0, 0, 1]


def test_refused_login_ends_the_batch(parcels: list[Shipment], jne_answers: SandboxServer) -> None:
    break_next(jne_answers, FaultKind.BAD_LOGIN)

    poll_batch(batch_of(parcels))

    assert (polls(jne_answers), failures()) == (1, [0, 0, 0, 0, 0, 1])


def test_slow_courier_hands_the_rest_on(
    parcels: list[Shipment], jne_answers: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["shipping.services.poll_batch"], "LONGEST_S", -1)

    with pytest.raises(RetryLater, match="6 parcels"):
        poll_batch(batch_of(parcels))

    assert polls(jne_answers) == 0
