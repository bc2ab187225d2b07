"""Two workers on one parcel: the courier hears of it once."""

import threading
from contextlib import suppress

import pytest
from django.db import transaction

from accounts.models import Partner
from komship.core import outbox
from komship.core.models import EventDelivery
from shipping.booking_states import BookingState
from shipping.carriers.base import ParcelRequest
from shipping.carriers.registry import carrier
from shipping.errors import BookingInFlight
from shipping.models import CarrierCall, Shipment
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from shipping.services import book_parcel, cancel_booking, open_booking, resolve_unknown_bookings
from tests.concurrency.shipping_race import all_at_once
from tests.factories.sandbox import requests_to
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import booking_request, open_parcel
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne_answers as jne_answers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("couriers")]

WORKERS = 8


@pytest.fixture
def slow_courier(jne_answers: SandboxServer) -> SandboxServer:
    """Long enough for every worker to be in the middle of it."""
    jne_answers.world.latency_ms[Endpoint.DROPOFF.value] = 150
    return jne_answers


def test_many_workers_make_one_call(siti_partner: Partner, slow_courier: SandboxServer) -> None:
    shipment = open_parcel(siti_partner)

    all_at_once([lambda: book_parcel(shipment.pk)] * WORKERS)

    assert requests_to(slow_courier, Endpoint.DROPOFF) == 1
    shipment.refresh_from_db()
    assert (shipment.booking_state, shipment.booking_attempts) == (BookingState.BOOKED, 1)
    assert [shipment.awb] == slow_courier.world.awbs_of[shipment.reference]
    assert CarrierCall.objects.count() == 1


def test_control_without_the_claim_everybody_calls(
    siti_partner: Partner, slow_courier: SandboxServer
) -> None:
    """The same with a look instead of a claim: the courier is asked again and again."""
    shipment = open_parcel(siti_partner)
    everybody_has_looked = threading.Barrier(WORKERS)

    def look_and_call() -> None:
        seen = Shipment.objects.get(pk=shipment.pk)
        everybody_has_looked.wait(timeout=30)
        if seen.booking_state == BookingState.PENDING:
            carrier("jne").book(ParcelRequest.from_json(seen.request))

    all_at_once([look_and_call] * WORKERS)

    assert requests_to(slow_courier, Endpoint.DROPOFF) == WORKERS


def test_redelivered_event_and_sweep_together(siti_partner: Partner, slow_courier: SandboxServer) -> None:
    """The outbox delivers at least once; a delivery run twice meets the claim."""
    shipment = open_parcel(siti_partner)
    claim = outbox._claim("carriers", 10)[0]
    EventDelivery.objects.update(leased_until=None)

    all_at_once(
        [
            lambda: outbox.run_claim(claim),
            lambda: outbox.deliver_due("carriers"),
            lambda: outbox.deliver_due("carriers"),
            resolve_unknown_bookings,
        ]
    )

    assert requests_to(slow_courier, Endpoint.DROPOFF) == 1
    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.BOOKED


def test_opened_by_many_it_is_one_shipment(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    request = booking_request(siti_partner)

    def open_it() -> int:
        with transaction.atomic():
            return open_booking(request).pk

    ids = all_at_once([open_it] * WORKERS)

    assert len(set(ids)) == 1
    assert EventDelivery.objects.filter(handler="shipping.book_parcel").count() == 1


def test_edited_while_a_worker_takes_it(siti_partner: Partner, slow_courier: SandboxServer) -> None:
    """Whoever wins: what the courier got is what our row says."""
    shipment = open_parcel(siti_partner)
    edited = booking_request(siti_partner, goods_description="Gamis merah")

    def edit() -> None:
        with suppress(BookingInFlight), transaction.atomic():
            open_booking(edited)

    all_at_once([lambda: book_parcel(shipment.pk), edit])
    while outbox.deliver_due("carriers"):
        pass

    shipment.refresh_from_db()
    at_courier = slow_courier.world.find(shipment.reference).fields["OLSHOP_GOODSDESC"]
    assert shipment.booking_state == BookingState.BOOKED
    assert at_courier == ParcelRequest.from_json(shipment.request).goods_description
    assert slow_courier.world.awbs_of[shipment.reference] == [shipment.awb]


def test_cancelled_while_a_worker_takes_it(siti_partner: Partner, slow_courier: SandboxServer) -> None:
    """Either the courier never hears of it, or the seller is told to wait."""
    shipment = open_parcel(siti_partner)

    def cancel() -> str:
        try:
            with transaction.atomic():
                cancel_booking(shipment.reference)
        except BookingInFlight:
            return "in flight"
        return "cancelled"

    _, outcome = all_at_once([lambda: book_parcel(shipment.pk), cancel])

    shipment.refresh_from_db()
    called = requests_to(slow_courier, Endpoint.DROPOFF)
    expected = {"cancelled": (BookingState.CANCELLED, 0), "in flight": (BookingState.BOOKED, 1)}
    assert (shipment.booking_state, called) == expected[str(outcome)]
