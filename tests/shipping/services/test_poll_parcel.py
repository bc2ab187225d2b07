from datetime import timedelta

import pytest

from accounts.models import Partner
from komship.lib import clock
from shipping.carriers.base import CarrierLoginFailed, CarrierUnavailable
from shipping.models import CarrierCall, Shipment, TrackingEvent
from shipping.rules.breakers import Line
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.selectors.carrier_lines import interrupted_lines
from shipping.services.poll_parcel import poll_parcel
from tests.factories.sandbox import break_next
from tests.factories.shipping import booked_parcel, open_parcel

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def shipment(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    shipment = booked_parcel(siti_partner)
    CarrierCall.objects.all().delete()
    return shipment


def wait(shipment: Shipment) -> timedelta:
    shipment.refresh_from_db()
    assert shipment.next_poll_at is not None
    return shipment.next_poll_at - clock.now()


def test_news_of_the_courier(shipment: Shipment, jne_answers: SandboxServer) -> None:
    jne_answers.world.move(jne_answers.world.find(shipment.reference), MoveOrder(to=Move.DELIVERED))

    outcome = poll_parcel(shipment)

    assert outcome is not None
    assert outcome.status == "delivered"
    shipment.refresh_from_db()
    assert shipment.next_poll_at is None
    assert CarrierCall.objects.get().endpoint == "tracking"


def test_fresh_airway_bill_is_no_error(shipment: Shipment) -> None:
    assert poll_parcel(shipment) is None

    assert timedelta(minutes=25) < wait(shipment) < timedelta(minutes=40)
    assert (shipment.status, shipment.poll_failures) == ("ready_to_ship", 0)
    assert not CarrierCall.objects.exists()


def test_no_news_keeps_no_exchange(shipment: Shipment, jne_answers: SandboxServer) -> None:
    jne_answers.world.move(jne_answers.world.find(shipment.reference), MoveOrder(to=Move.PICKED_UP))
    poll_parcel(shipment)
    poll_parcel(shipment)

    assert CarrierCall.objects.count() == 1


@pytest.mark.parametrize("kind", [FaultKind.ERROR_500, FaultKind.HTML, FaultKind.CUT_JSON, FaultKind.EMPTY])
def test_unusable_answer_only_waits_longer(
    shipment: Shipment, jne_answers: SandboxServer, kind: FaultKind
) -> None:
    jne_answers.world.move(jne_answers.world.find(shipment.reference), MoveOrder(to=Move.DELIVERED))
    break_next(jne_answers, kind, count=2)

    with pytest.raises(CarrierUnavailable):
        poll_parcel(shipment)
    first = wait(shipment)
    with pytest.raises(CarrierUnavailable):
        poll_parcel(shipment)

    assert wait(shipment) > first
    assert (shipment.status, shipment.poll_failures) == ("ready_to_ship", 2)
    assert not TrackingEvent.objects.exists()
    assert set(CarrierCall.objects.values_list("outcome", flat=True)) == {"unavailable"}


def test_login_error_pauses_the_courier(shipment: Shipment, jne_answers: SandboxServer) -> None:
    break_next(jne_answers, FaultKind.BAD_LOGIN)

    with pytest.raises(CarrierLoginFailed):
        poll_parcel(shipment)

    assert {state.line for state in interrupted_lines("jne")} == set(Line)
    assert wait(shipment) > timedelta(minutes=1)


def test_parcel_without_an_airway_bill(siti_partner: Partner) -> None:
    assert poll_parcel(open_parcel(siti_partner)) is None
