"""The same news from several sides at once, and sweeps that meet."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction

from accounts.models import Partner
from komship.core.models import OutboxEvent
from komship.core.outbox import emit
from komship.lib import clock
from shipping.carriers.base import Scan
from shipping.events import ParcelMoved, TrackingDue
from shipping.models import Shipment, TrackingEvent
from shipping.sandbox.server import SandboxServer
from shipping.services import apply_tracking, claim_due_polls
from shipping.services._rate_limit import take_turns
from tests.concurrency.shipping_race import all_at_once
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import booked_parcel
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne_answers as jne_answers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("couriers")]

START = datetime(2026, 11, 20, tzinfo=UTC)
CODES = ("PU1", "RC1", "OP2", "OP3", "IP1", "IP3", "D01")
NEWS = [Scan(code=code, text=code, occurred_at=START + timedelta(hours=n)) for n, code in enumerate(CODES)]
WORKERS = 8


@pytest.fixture
def shipment(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    return booked_parcel(siti_partner)


def moves() -> int:
    return OutboxEvent.objects.filter(topic=ParcelMoved.topic).count()


def test_same_news_from_all_sides_counts_once(shipment: Shipment) -> None:
    outcomes = all_at_once([lambda: apply_tracking(shipment.pk, NEWS)] * WORKERS)

    assert Counter(outcome.new_scans for outcome in outcomes) == {7: 1, 0: WORKERS - 1}
    assert TrackingEvent.objects.count() == len(NEWS)
    assert moves() == 1
    shipment.refresh_from_db()
    assert shipment.status == "delivered"


def test_control_without_the_lock_news_is_announced_twice(shipment: Shipment) -> None:
    """The same without the row lock: several see the old status and each announces the change."""
    everybody_has_looked = threading.Barrier(WORKERS)

    def look_and_tell() -> None:
        seen = Shipment.objects.get(pk=shipment.pk)
        everybody_has_looked.wait(timeout=30)
        if seen.status != "delivered":
            Shipment.objects.filter(pk=seen.pk).update(status="delivered", delivered_at=START)
            with transaction.atomic():
                emit(ParcelMoved(seen.reference, seen.status, "delivered", START.isoformat(), False, 0))

    all_at_once([look_and_tell] * WORKERS)

    assert moves() == WORKERS


def test_halves_of_the_news_in_any_order_make_the_whole(shipment: Shipment) -> None:
    halves = [NEWS[::2], NEWS[1::2], NEWS[::-1][:3], NEWS[2:5]]

    all_at_once([partial(apply_tracking, shipment.pk, part) for part in halves])

    shipment.refresh_from_db()
    assert (shipment.status, shipment.delivered_at) == ("delivered", NEWS[-1].occurred_at)
    assert TrackingEvent.objects.count() == len(NEWS)
    assert not shipment.needs_look


@pytest.fixture
def many_due(siti_partner: Partner, shipment: Shipment) -> set[int]:
    """A few hundred parcels that want to be asked about."""
    rows = Shipment.objects.bulk_create(
        Shipment(
            reference=f"KOMX{n}",
            partner=siti_partner,
            service_id=shipment.service_id,
            books_with="jne",
            tracks_with="jne",
            request=shipment.request,
            request_hash="x",
            booking_state="booked",
            status="ready_to_ship",
            awb=f"099{n:012d}",
            booked_at=clock.now(),
            next_poll_at=clock.now(),
        )
        for n in range(300)
    )
    return {row.pk for row in rows}


def handed_out() -> Counter[int]:
    payloads = OutboxEvent.objects.filter(topic=TrackingDue.topic).values_list("payload", flat=True)
    return Counter(pk for payload in payloads for pk in payload["shipment_ids"])


def test_sweeps_never_take_the_same_parcel(many_due: set[int]) -> None:
    taken = all_at_once([lambda: claim_due_polls(limit=70)] * WORKERS)

    assert sum(taken) == 300
    assert set(handed_out()) == many_due
    assert set(handed_out().values()) == {1}


def test_control_sweeps_that_only_look_take_everything(many_due: set[int]) -> None:
    """The same without claiming: every sweep hands out every parcel."""
    everybody_has_looked = threading.Barrier(WORKERS)

    def look_and_hand_out() -> None:
        due = list(Shipment.objects.due_for_poll(clock.now()).values_list("pk", flat=True))
        everybody_has_looked.wait(timeout=30)
        with transaction.atomic():
            emit(TrackingDue(carrier="jne", shipment_ids=due, due_at=clock.now().isoformat()))

    all_at_once([look_and_hand_out] * WORKERS)

    assert set(handed_out().values()) == {WORKERS}


def test_turns_are_shared_by_all_workers(jne_answers: SandboxServer) -> None:
    """Twenty a second with a burst of forty: what one takes the others miss."""
    granted = all_at_once([lambda: take_turns("jne", 25)] * WORKERS)

    assert 40 <= sum(granted) <= 60
