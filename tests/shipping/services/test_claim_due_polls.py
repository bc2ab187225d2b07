import sys
from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import OutboxEvent
from komship.lib import clock
from shipping.models import Shipment
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import claim_due_polls
from tests.factories.sandbox import requests_to
from tests.factories.shipping import booked_parcel

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def parcels(siti_partner: Partner, jne_answers: SandboxServer) -> list[Shipment]:
    return [booked_parcel(siti_partner, f"KOM26112100{n:02d}") for n in range(3)]


def make_due(parcels: list[Shipment]) -> None:
    Shipment.objects.filter(pk__in=[row.pk for row in parcels]).update(next_poll_at=clock.now())


def batches() -> list[list[int]]:
    events = OutboxEvent.objects.filter(topic="shipping.tracking_due").order_by("id")
    return [payload["shipment_ids"] for payload in events.values_list("payload", flat=True)]


def test_takes_what_is_due_and_only_once(parcels: list[Shipment]) -> None:
    make_due(parcels[:2])

    assert (claim_due_polls(), claim_due_polls()) == (2, 0)
    assert [sorted(batch) for batch in batches()] == [sorted(row.pk for row in parcels[:2])]


def test_oldest_first_up_to_the_limit(parcels: list[Shipment]) -> None:
    now = clock.now()
    for minutes, row in enumerate(parcels):
        Shipment.objects.filter(pk=row.pk).update(next_poll_at=now - timedelta(minutes=minutes))

    assert claim_due_polls(limit=1) == 1
    assert batches() == [[parcels[2].pk]]


def test_lost_batch_comes_back(parcels: list[Shipment]) -> None:
    make_due(parcels)
    claim_due_polls()
    OutboxEvent.objects.all().delete()

    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert claim_due_polls() == 3


def test_drain_polls_until_nothing_is_due(parcels: list[Shipment], jne_answers: SandboxServer) -> None:
    world = jne_answers.world
    world.move(world.find(parcels[0].reference), MoveOrder(to=Move.DELIVERED))
    world.move(world.find(parcels[1].reference), MoveOrder(to=Move.PICKED_UP))
    make_due(parcels)

    drain()

    rows = Shipment.objects.order_by("reference")
    assert [row.status for row in rows] == ["delivered", "picked_up", "ready_to_ship"]
    assert requests_to(jne_answers, Endpoint.TRACKING) == 3


def test_nothing_due(parcels: list[Shipment]) -> None:
    assert claim_due_polls() == 0


def test_nothing_more_is_handed_out_while_workers_lag_behind(
    parcels: list[Shipment], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The package shows the function under the module's name.
    monkeypatch.setattr(sys.modules["shipping.services.claim_due_polls"], "MOST_BATCHES_WAITING", 1)
    make_due(parcels[:1])
    assert claim_due_polls() == 1
    make_due(parcels)
    assert claim_due_polls() == 0

    drain()

    assert not Shipment.objects.filter(next_poll_at__lte=clock.now()).exists()
