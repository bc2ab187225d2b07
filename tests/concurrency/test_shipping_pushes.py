"""The same push from several sides at once: one row, one effect."""

import json
import threading
from functools import partial

import pytest
import requests
from django.db import transaction
from pytest_django.live_server_helper import LiveServer

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import EventDelivery, OutboxEvent
from komship.core.outbox import emit
from komship.lib import clock
from shipping.events import ParcelMoved, PushReceived
from shipping.models import CarrierPush, Shipment, TrackingEvent
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import keep_push, take_push
from tests.concurrency.shipping_race import all_at_once
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import booked_parcel, tracked_by_kiriminaja
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne_answers as jne_answers
from tests.factories.shipping import kiriminaja_answers as kiriminaja_answers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("couriers")]

WORKERS = 8


@pytest.fixture
def shipment(siti_partner: Partner, kiriminaja_answers: SandboxServer) -> Shipment:
    tracked_by_kiriminaja()
    return booked_parcel(siti_partner)


def body_about(shipment: Shipment) -> bytes:
    row = {"order_id": shipment.reference, "returned_at": None}
    return json.dumps({"method": "returned_packages", "data": [row]}).encode()


def waiting() -> int:
    return EventDelivery.objects.filter(handler="shipping.take_push").count()


def moves() -> int:
    return OutboxEvent.objects.filter(topic=ParcelMoved.topic).count()


def test_same_push_at_once_is_one_row_and_one_effect(shipment: Shipment) -> None:
    body = body_about(shipment)

    were_new = all_at_once([lambda: keep_push("kiriminaja", body, headers={})] * WORKERS)

    assert sorted(were_new) == [False] * (WORKERS - 1) + [True]
    push = CarrierPush.objects.get()
    assert (push.times_seen, waiting()) == (WORKERS, 1)

    all_at_once([lambda: take_push(push.pk)] * WORKERS)
    drain()
    shipment.refresh_from_db()
    assert (shipment.status, TrackingEvent.objects.filter(code="401").count(), moves()) == (
        "return_in_transit",
        1,
        1,
    )


def test_control_without_the_unique_delivery_every_worker_has_it_taken_in(shipment: Shipment) -> None:
    """The same by looking first and storing then: as many rows and effects as workers."""
    body = body_about(shipment).decode()
    everybody_has_looked = threading.Barrier(WORKERS)

    def look_and_store(number: int) -> None:
        is_known = CarrierPush.objects.filter(body=body).exists()
        everybody_has_looked.wait(timeout=30)
        if is_known:
            return
        now = clock.now()
        with transaction.atomic():
            push = CarrierPush.objects.create(
                carrier="kiriminaja", delivery_id=str(number), body=body, received_at=now, last_seen_at=now
            )
            emit(PushReceived(push_id=push.pk))

    all_at_once([partial(look_and_store, number) for number in range(WORKERS)])
    drain(with_sweeps=False)

    assert (CarrierPush.objects.count(), waiting()) == (WORKERS, WORKERS)
    assert TrackingEvent.objects.filter(code="401").count() == WORKERS, "each has its own time"


def test_a_push_of_the_sandbox_reaches_komship_over_the_wire(
    shipment: Shipment, kiriminaja_answers: SandboxServer, live_server: LiveServer
) -> None:
    parcel = kiriminaja_answers.world.find(shipment.reference)
    kiriminaja_answers.world.move(parcel, MoveOrder(to=Move.DELIVERED))
    url = f"{kiriminaja_answers.url}/sandbox/parcels/{parcel.awb}/push"

    answer = requests.post(url, json={"to": live_server.url, "times": 3}, timeout=30).json()
    drain()

    assert answer["answers"] == [200, 200, 200]
    assert CarrierPush.objects.get().times_seen == 3
    shipment.refresh_from_db()
    assert (shipment.status, moves()) == ("delivered", 1)
