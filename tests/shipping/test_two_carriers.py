"""Which adapter books and which one tracks is data: JNE makes the airway bill, KiriminAja tells its way."""

import pytest
from pytest_django import Settings

from accounts.models import Partner
from komship.core.drain import drain
from komship.lib import clock
from shipping.carriers.base import CarrierLoginFailed
from shipping.models import CarrierCall, CourierService, Shipment, TrackingEvent
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.selectors.shipments import as_scan, parcel_histories
from shipping.services import apply_tracking, poll_now
from shipping.services.poll_parcel import poll_parcel
from tests.factories.sandbox import requests_to
from tests.factories.shipping import booked_parcel, tracked_by_kiriminaja

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def shipment(siti_partner: Partner, kiriminaja_answers: SandboxServer) -> Shipment:
    tracked_by_kiriminaja()
    return booked_parcel(siti_partner)


def move(server: SandboxServer, shipment: Shipment, to: Move) -> None:
    server.world.move(server.world.find(shipment.reference), MoveOrder(to=to))
    Shipment.objects.filter(pk=shipment.pk).update(next_poll_at=clock.now())


def test_booked_by_one_and_tracked_by_the_other(
    shipment: Shipment, kiriminaja_answers: SandboxServer, siti_partner: Partner
) -> None:
    assert (shipment.books_with, shipment.tracks_with) == ("jne", "kiriminaja")
    for to, status in (
        (None, "ready_to_ship"),
        (Move.IN_TRANSIT, "in_transit"),
        (Move.PROBLEM, "delivery_failed"),
        (Move.DELIVERED, "delivered"),
    ):
        if to is not None:
            move(kiriminaja_answers, shipment, to)
        drain()
        shipment.refresh_from_db()
        assert shipment.status == status

    assert requests_to(kiriminaja_answers, Endpoint.DROPOFF) == 1
    assert requests_to(kiriminaja_answers, Endpoint.TRACKING) == 0
    assert requests_to(kiriminaja_answers, Endpoint.KIRIMINAJA) >= 3
    (history,) = parcel_histories(siti_partner.pk, [shipment.awb or ""])
    assert history.receiver == "Ayu Lestari"
    assert history.lines[-1].text == "Paket sudah diterima [Ayu Lestari]"
    delivering = TrackingEvent.objects.get(code="200")
    assert shipment.delivered_at == delivering.occurred_at, "not the late delivered_at beside it"


def test_changing_the_service_leaves_parcels_under_way_alone(
    shipment: Shipment, kiriminaja_answers: SandboxServer
) -> None:
    CourierService.objects.filter(code="REG19").update(tracks_with="jne")
    move(kiriminaja_answers, shipment, Move.IN_TRANSIT)
    drain()
    assert set(TrackingEvent.objects.values_list("code", flat=True)) == {"100", "100+", "102", "104"}


def test_unknown_at_kiriminaja_changes_nothing(shipment: Shipment, kiriminaja_answers: SandboxServer) -> None:
    kiriminaja_answers.world.reset()
    assert poll_parcel(shipment) is None
    shipment.refresh_from_db()
    assert (shipment.status, shipment.poll_failures) == ("ready_to_ship", 0)
    assert not TrackingEvent.objects.exists()


def test_ended_without_an_end_is_not_asked_about_again(
    shipment: Shipment, kiriminaja_answers: SandboxServer
) -> None:
    """Seized by customs: the status is none of the final ones, and nobody will say more."""
    move(kiriminaja_answers, shipment, Move.IN_TRANSIT)
    parcel = kiriminaja_answers.world.find(shipment.reference)
    kiriminaja_answers.world.move(parcel, MoveOrder(to=Move.PROBLEM, code="555"))
    for _ in range(2):
        list(poll_now([shipment.pk]))
        shipment.refresh_from_db()
        assert (shipment.status, shipment.needs_look) == ("delivery_failed", True)
        assert (shipment.look_reason, shipment.next_poll_at) == ("ended_undelivered", None)


def test_polling_twice_stores_each_row_once(shipment: Shipment, kiriminaja_answers: SandboxServer) -> None:
    move(kiriminaja_answers, shipment, Move.DELIVERED)
    first = poll_parcel(shipment)
    again = poll_parcel(shipment)
    assert first
    assert again
    assert (first.new_scans > 5, again.new_scans) == (True, 0)
    assert CarrierCall.objects.filter(carrier="kiriminaja").count() == 1


def test_batches_in_any_order_end_alike(
    siti_partner: Partner, shipment: Shipment, kiriminaja_answers: SandboxServer
) -> None:
    other = booked_parcel(siti_partner, "KOM2611210002")
    parcel = kiriminaja_answers.world.find(other.reference)
    for to in (Move.PROBLEM, Move.OUT_FOR_DELIVERY, Move.RETURNING, Move.RETURNED):
        kiriminaja_answers.world.move(parcel, MoveOrder(to=to))
    poll_parcel(other)
    scans = [as_scan(row) for row in TrackingEvent.objects.filter(shipment=other).order_by("-text", "id")]
    for part in (scans[::3], scans[1::3], scans[2::3], scans):
        apply_tracking(shipment.pk, part)
    facts = ("status", "is_problem", "return_state", "needs_look", "picked_up_at", "returned_at")
    rows = Shipment.objects.order_by("pk").values(*facts)
    assert rows[0] == rows[1]
    assert rows[0]["status"] == "return_received"


def test_no_token_is_no_parcels_fault(shipment: Shipment, settings: Settings) -> None:
    settings.KIRIMINAJA_BASE_URL = ""
    with pytest.raises(CarrierLoginFailed):
        poll_parcel(shipment)
    shipment.refresh_from_db()
    assert shipment.status == "ready_to_ship"
