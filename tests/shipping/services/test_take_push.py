import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import EventDelivery
from komship.lib import clock
from shipping.models import CarrierPush, Shipment, TrackingEvent
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.pushes import push_of
from shipping.sandbox.server import SandboxServer
from shipping.services import keep_push, take_push
from shipping.services.take_push import REST
from tests.factories.sandbox import requests_to
from tests.factories.shipping import booked_parcel, tracked_by_kiriminaja

pytestmark = pytest.mark.usefixtures("couriers")

TAKEN, UNKNOWN, UNREADABLE = "taken", "unknown_parcel", "unreadable"


@pytest.fixture
def shipment(siti_partner: Partner, kiriminaja_answers: SandboxServer) -> Shipment:
    tracked_by_kiriminaja()
    return booked_parcel(siti_partner)


def pushed(body: dict[str, Any], carrier: str = "kiriminaja") -> CarrierPush:
    """Kept and taken in, without the poll that follows."""
    keep_push(carrier, json.dumps(body).encode(), headers={})
    push = CarrierPush.objects.order_by("-pk")[0]
    take_push(push.pk)
    push.refresh_from_db()
    return push


def finished(*numbers: str, at: str = "2026-11-21 10:00:00", **more: Any) -> dict[str, Any]:
    rows = [{"order_id": number, "finished_at": at} for number in numbers]
    return {"method": "finished_packages", "data": rows, **more}


def status_of(shipment: Shipment) -> str:
    shipment.refresh_from_db()
    return shipment.status


def polls(server: SandboxServer) -> int:
    return requests_to(server, Endpoint.KIRIMINAJA)


def test_news_is_taken_in_and_the_details_are_polled(
    shipment: Shipment, kiriminaja_answers: SandboxServer
) -> None:
    parcel = kiriminaja_answers.world.find(shipment.reference)
    kiriminaja_answers.world.move(parcel, MoveOrder(to=Move.DELIVERED))
    before = polls(kiriminaja_answers)
    keep_push("kiriminaja", push_of(parcel, sender="kiriminaja").body, headers={})

    drain(with_sweeps=False)
    assert (status_of(shipment), polls(kiriminaja_answers)) == ("delivered", before)
    drain()
    assert polls(kiriminaja_answers) == before + 1
    shipment.refresh_from_db()
    push = CarrierPush.objects.get()
    assert (push.state, push.kind, push.reference) == (TAKEN, "finished_packages", shipment.reference)
    assert shipment.next_poll_at is None
    assert shipment.last_event_text == "Paket sudah diterima [Ayu Lestari]"


def test_repeats_and_any_order_end_alike(shipment: Shipment) -> None:
    ref = shipment.reference
    shipped = {"method": "shipped_packages", "data": [{"order_id": ref, "shipped_at": "2026-11-20 08:00:00"}]}
    back = {"method": "returned_packages", "data": [{"order_id": ref, "returned_at": "2026-11-25 08:00:00"}]}
    for body in (back, shipped, back, shipped):
        pushed(body)
    assert status_of(shipment) == "return_received"
    assert (shipment.needs_look, TrackingEvent.objects.count()) == (False, 2)
    assert shipment.picked_up_at == TrackingEvent.objects.get(code="100+").occurred_at


def test_a_push_is_taken_once(shipment: Shipment) -> None:
    push = pushed(finished(shipment.reference))
    before = Shipment.objects.values().get()
    take_push(push.pk)
    take_push(0)
    assert Shipment.objects.values().get() == before


def test_a_return_begins_when_the_push_came(shipment: Shipment) -> None:
    push = pushed({"method": "returned_packages", "data": [{"awb": shipment.awb, "returned_at": None}]})
    assert status_of(shipment) == "return_in_transit"
    assert TrackingEvent.objects.get().occurred_at == push.received_at


def test_cancellation_after_the_courier_has_it_is_for_a_person(shipment: Shipment) -> None:
    ref = shipment.reference
    pushed({"method": "shipped_packages", "data": [{"order_id": ref, "shipped_at": "2026-11-20 08:00:00"}]})
    pushed({"method": "canceled_packages", "data": [{"order_id": ref, "canceled_at": "2026-11-20 09:00:00"}]})
    assert (status_of(shipment), shipment.needs_look) == ("in_transit", True)


def test_strangers_and_parcels_of_other_trackers_are_noted(shipment: Shipment, siti_partner: Partner) -> None:
    tracked_by_kiriminaja("CTC19")
    Shipment.objects.filter(pk=shipment.pk).update(tracks_with="jne")
    push = pushed(finished(shipment.reference, "KOM404", *(f"X{n}" for n in range(6))))
    assert (push.state, status_of(shipment)) == (UNKNOWN, "ready_to_ship")
    assert push.note == f"not ours: {shipment.reference}, KOM404, X0, X1, X2 + 3"
    assert not TrackingEvent.objects.exists()


def test_known_and_unknown_parcels_in_one_push(shipment: Shipment) -> None:
    push = pushed(finished("KOM404", shipment.reference))
    assert (push.state, push.note, status_of(shipment)) == (TAKEN, "not ours: KOM404", "delivered")


def test_numbers_of_two_parcels_in_one_row_move_neither(shipment: Shipment, siti_partner: Partner) -> None:
    other = booked_parcel(siti_partner, "KOM2611210002")
    row = {"order_id": shipment.reference, "awb": other.awb, "finished_at": "2026-11-21 10:00:00"}
    assert pushed({"method": "finished_packages", "data": [row]}).state == UNKNOWN
    assert {status_of(shipment), status_of(other)} == {"ready_to_ship"}


def test_unreadable_push_is_noted(shipment: Shipment) -> None:
    push = pushed({"hello": "world"})
    assert (push.state, push.note, EventDelivery.objects.filter(failures__gt=0).count()) == (
        UNREADABLE,
        "no parcels",
        0,
    )


def test_hint_only_asks_soon_and_not_too_often(shipment: Shipment, kiriminaja_answers: SandboxServer) -> None:
    hint = {"method": "problem_packages", "data": [{"order_id": shipment.reference}]}
    now = clock.now()
    Shipment.objects.update(polled_at=now, next_poll_at=now + timedelta(hours=2))
    pushed(hint)
    shipment.refresh_from_db()
    assert (shipment.next_poll_at, shipment.status) == (now + REST, "ready_to_ship")
    with time_machine.travel(now + timedelta(minutes=5), tick=False):
        pushed(hint | {"again": 1})
        shipment.refresh_from_db()
        assert shipment.next_poll_at == clock.now()


def test_shipper_is_believed_only_after_a_look(
    shipment: Shipment, siti_partner: Partner, kiriminaja_answers: SandboxServer
) -> None:
    """The parcel is tracked by whoever its row names: here nobody knows it under Shipper."""
    parcel = kiriminaja_answers.world.find(shipment.reference)
    kiriminaja_answers.world.move(parcel, MoveOrder(to=Move.DELIVERED))
    body = json.loads(push_of(parcel, sender="shipper").body)
    assert pushed(body, "shipper").state == UNKNOWN

    Shipment.objects.filter(pk=shipment.pk).update(tracks_with="shipper", next_poll_at=None)
    push = pushed(body | {"again": 1}, "shipper")
    assert (push.state, push.kind, status_of(shipment)) == (TAKEN, "2010", "ready_to_ship")
    assert shipment.next_poll_at is not None
    assert json.loads(push.body)["auth"] == "***"
    assert not TrackingEvent.objects.exists()


def test_cancelled_parcels_are_not_polled_because_of_a_hint(shipment: Shipment) -> None:
    Shipment.objects.update(booking_state="cancelled", status="cancelled", next_poll_at=None)
    pushed({"method": "problem_packages", "data": [{"order_id": shipment.reference}]})
    shipment.refresh_from_db()
    assert shipment.next_poll_at is None
