from datetime import timedelta

import pytest
import time_machine
from pytest_django import Settings

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import EventDelivery, OutboxEvent
from komship.core.outbox import RetryLater
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.models import CarrierCall, Shipment
from shipping.rules.breakers import Line
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from shipping.selectors.carrier_lines import is_interrupted
from shipping.services import book_parcel, resolve_booking
from shipping.services._attempt import claim_attempt
from shipping.services._breaker import close_lines
from shipping.services.book_parcel import lease_s
from tests.factories.sandbox import answer_next, break_next, requests_to
from tests.factories.shipping import booked_parcel, open_parcel

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def shipment(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    return open_parcel(siti_partner)


def announced(topic: str) -> int:
    return OutboxEvent.objects.filter(topic=topic).count()


def later(minutes: int) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(minutes=minutes))


def at_the_courier(server: SandboxServer, reference: str = "KOM2611210001") -> list[str]:
    return server.world.awbs_of.get(reference, [])


def test_airway_bill_is_recorded(shipment: Shipment, jne_answers: SandboxServer) -> None:
    drain()

    shipment.refresh_from_db()
    assert [shipment.awb] == at_the_courier(jne_answers)
    assert (shipment.booking_state, shipment.status) == ("booked", "ready_to_ship")
    assert shipment.booked_at is not None
    assert shipment.next_poll_at is not None
    assert announced("shipping.parcel_booked") == 1


def test_exchange_is_kept_without_login(shipment: Shipment) -> None:
    drain()

    call = CarrierCall.objects.get()
    assert (call.shipment, call.outcome, call.http_status) == (shipment, "ok", 200)
    assert call.request["username"] == call.request["api_key"] == "***"
    assert call.request["OLSHOP_ORDERID"] == shipment.reference
    assert "cnote_no" in call.answer


def test_booked_parcel_is_left_alone(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = booked_parcel(siti_partner)

    book_parcel(shipment.pk)
    resolve_booking(shipment.pk)

    assert requests_to(jne_answers, Endpoint.DROPOFF) == 1


def test_refusal_names_its_reason(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = open_parcel(siti_partner, origin_code="XXX10000")

    drain()

    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.REJECTED
    assert "XXX10000" in shipment.rejection_reason
    assert announced("shipping.booking_refused") == 1


@pytest.mark.parametrize(
    "kind",
    [
        FaultKind.LOST_ANSWER,
        FaultKind.CUT_JSON,
        FaultKind.NULL_CNOTE,
        FaultKind.EMPTY,
        FaultKind.HTML,
        FaultKind.ERROR_500,
    ],
)
def test_unclear_answer_is_resolved_later_and_books_once(
    shipment: Shipment, jne_answers: SandboxServer, kind: FaultKind
) -> None:
    break_next(jne_answers, kind, endpoint=Endpoint.DROPOFF.value)
    drain()

    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.UNKNOWN
    assert shipment.awb is None
    assert announced("shipping.booking_refused") == 0

    with later(minutes=5):
        drain()
    shipment.refresh_from_db()
    assert [shipment.awb] == at_the_courier(jne_answers)
    assert shipment.booking_state == BookingState.BOOKED
    assert jne_answers.world.changed_payloads.total() == 0


def test_timeout_is_not_asked_again_before_the_first_request_can_have_ended(
    shipment: Shipment, jne_answers: SandboxServer
) -> None:
    break_next(jne_answers, FaultKind.TIMEOUT, endpoint=Endpoint.DROPOFF.value, hold_s=3)
    drain()
    drain()

    assert requests_to(jne_answers, Endpoint.DROPOFF) == 1
    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.UNKNOWN
    assert shipment.resolve_after_at is not None
    assert shipment.resolve_after_at > clock.now() + timedelta(seconds=20)


def test_number_of_somebody_else_is_not_adopted(shipment: Shipment, jne_answers: SandboxServer) -> None:
    jne_answers.world.issue(Endpoint.DROPOFF, shipment.reference, {"OLSHOP_ORDERID": shipment.reference})

    drain()

    shipment.refresh_from_db()
    assert (shipment.booking_state, shipment.awb) == (BookingState.REJECTED, None)
    assert shipment.needs_look
    assert at_the_courier(jne_answers)[0] in shipment.look_reason
    assert announced("shipping.booking_refused") == 1


def test_airway_bill_of_another_parcel_is_not_adopted(
    siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    first = booked_parcel(siti_partner)
    second = open_parcel(siti_partner, "KOM2611210002")
    answer_next(jne_answers, f'{{"detail":[{{"status":"sukses","cnote_no":"{first.awb}"}}]}}')

    drain()

    second.refresh_from_db()
    assert (second.booking_state, second.awb, second.needs_look) == (BookingState.REJECTED, None, True)


def test_login_error_pauses_the_courier_and_spares_the_order(
    shipment: Shipment, siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    break_next(jne_answers, FaultKind.BAD_LOGIN)
    other = open_parcel(siti_partner, "KOM2611210002")
    drain()

    for waiting in (shipment, other):
        waiting.refresh_from_db()
        assert (waiting.booking_state, waiting.rejection_reason) == (BookingState.PENDING, "")
    assert requests_to(jne_answers, Endpoint.DROPOFF) == 1
    assert is_interrupted("jne", Line.BOOKING)
    assert set(EventDelivery.objects.values_list("failures", flat=True)) == {0}

    close_lines("jne")
    with later(minutes=5):
        drain()
    assert Shipment.objects.filter(booking_state=BookingState.BOOKED).count() == 2


def test_courier_that_cannot_be_reached_waits_longer_each_time(
    shipment: Shipment, jne_answers: SandboxServer
) -> None:
    jne_answers.stop()

    with pytest.raises(RetryLater) as first:
        book_parcel(shipment.pk)
    with pytest.raises(RetryLater) as second:
        book_parcel(shipment.pk)

    assert second.value.delay_s == 2 * first.value.delay_s
    shipment.refresh_from_db()
    assert (shipment.booking_state, shipment.maybe_booked) == (BookingState.PENDING, False)


def test_edit_between_read_and_claim_is_not_overwritten(
    shipment: Shipment, jne_answers: SandboxServer
) -> None:
    """A payload that changed in between belongs to a later delivery; the old one must not go out."""
    Shipment.objects.filter(pk=shipment.pk).update(request_hash="changed")
    stale = Shipment.objects.get(pk=shipment.pk)
    Shipment.objects.filter(pk=shipment.pk).update(request_hash="changed again")
    assert claim_attempt(stale, lease_s=60) is None
    assert requests_to(jne_answers, Endpoint.DROPOFF) == 0


def test_lease_outlasts_the_call_whatever_is_configured(settings: Settings) -> None:
    settings.BOOKING_RESOLVE_AFTER_S, settings.SHIPPER_READ_TIMEOUT_S = 1, 2
    settings.JNE_BOOKING_TIMEOUT_S, settings.SHIPPER_BOOKING_TIMEOUT_S = 20, 2
    assert lease_s() == 24

    # Shipper is asked for its price before each order.
    settings.SHIPPER_BOOKING_TIMEOUT_S, settings.SHIPPER_READ_TIMEOUT_S = 20, 8
    assert lease_s() == 36
