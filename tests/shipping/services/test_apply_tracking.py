from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from komship.core import subscriptions
from komship.core.models import OutboxEvent
from komship.core.subscriptions import Subscription
from komship.lib import clock
from shipping.carriers.base import Scan
from shipping.events import ParcelMoved
from shipping.models import Shipment, TrackingEvent, UnknownCode
from shipping.sandbox.server import SandboxServer
from shipping.services import apply_tracking
from tests.factories.shipping import booked_parcel

pytestmark = pytest.mark.usefixtures("couriers")

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def shipment(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    return booked_parcel(siti_partner)


@pytest.fixture(autouse=True)
def _somebody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The outbox keeps only events that have a handler; this one does nothing."""
    listener = Subscription("tests.listener", ParcelMoved, lambda event: None, "inside", "default")
    monkeypatch.setitem(subscriptions._by_topic, ParcelMoved.topic, [listener])


def scan(code: str, hours: int, text: str = "", place: str = "") -> Scan:
    return Scan(
        code=code, text=text or f"{code} text", occurred_at=START + timedelta(hours=hours), place=place
    )


PICKED_UP = scan("PU1", 0)
AT_COUNTER = scan("RC1", 1)
ON_ITS_WAY = scan("OP3", 5)
WITH_COURIER = scan("IP3", 30)
DELIVERED = scan(
    "D01", 31, "DELIVERED TO [AYU | 21-11-2026 15:00 | BANDUNG]", "AYU | 21-11-2026 15:00 | BANDUNG"
)
WHOLE_WAY = (PICKED_UP, AT_COUNTER, ON_ITS_WAY, WITH_COURIER, DELIVERED)


def moves() -> list[dict[str, object]]:
    return list(
        OutboxEvent.objects.filter(topic=ParcelMoved.topic).order_by("id").values_list("payload", flat=True)
    )


def told(shipment: Shipment, *scans: Scan) -> Shipment:
    apply_tracking(shipment.pk, scans)
    shipment.refresh_from_db()
    return shipment


def test_first_scan(shipment: Shipment) -> None:
    told(shipment, PICKED_UP)

    assert (shipment.status, shipment.picked_up_at) == ("picked_up", PICKED_UP.occurred_at)
    assert shipment.last_event_code == "PU1"
    assert shipment.last_event_text == "Paket sudah dijemput kurir"
    assert shipment.last_event_class == "Pickup"
    assert [(move["before"], move["after"]) for move in moves()] == [("ready_to_ship", "picked_up")]


def test_whole_way_in_one_answer(shipment: Shipment) -> None:
    told(shipment, *WHOLE_WAY)

    assert (shipment.status, shipment.delivered_at) == ("delivered", DELIVERED.occurred_at)
    assert shipment.next_poll_at is None
    assert moves() == [
        {
            "reference": shipment.reference,
            "before": "ready_to_ship",
            "after": "delivered",
            "occurred_at": DELIVERED.occurred_at.isoformat(),
            "is_problem": False,
            "return_state": 0,
            "first_scan_at": PICKED_UP.occurred_at.isoformat(),
            "partner_id": shipment.partner_id,
            "awb": shipment.awb,
        }
    ]


@pytest.mark.parametrize(
    "order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)], ids=["forward", "backward", "mixed"]
)
def test_order_of_news_does_not_matter(shipment: Shipment, order: Sequence[int]) -> None:
    for place in order:
        told(shipment, WHOLE_WAY[place])

    assert (shipment.status, shipment.delivered_at) == ("delivered", DELIVERED.occurred_at)
    assert shipment.picked_up_at == PICKED_UP.occurred_at
    assert shipment.last_event_code == "D01"
    assert not shipment.needs_look


def test_same_news_twice_changes_nothing(shipment: Shipment) -> None:
    told(shipment, PICKED_UP, AT_COUNTER)
    before: dict[str, object] = dict(Shipment.objects.values().get())

    outcome = apply_tracking(shipment.pk, [AT_COUNTER, PICKED_UP, PICKED_UP])

    assert (outcome.new_scans, outcome.moved) == (0, False)
    assert len(moves()) == 1
    after: dict[str, object] = dict(Shipment.objects.values().get())
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"polled_at", "next_poll_at", "updated_at"}
    assert TrackingEvent.objects.count() == 2


def test_two_events_within_one_minute_are_both_kept(shipment: Shipment) -> None:
    told(shipment, scan("OP1", 2), scan("RC1", 2), scan("OP1", 2, "another text"))

    assert TrackingEvent.objects.count() == 3


def test_scan_without_news_is_stored_but_not_announced(shipment: Shipment) -> None:
    told(shipment, ON_ITS_WAY)
    told(shipment, scan("TP5", 9))

    assert shipment.last_event_code == "TP5"
    assert len(moves()) == 1


def test_problem_and_its_end_are_announced(shipment: Shipment) -> None:
    told(shipment, WITH_COURIER)
    told(shipment, scan("U05", 31))
    assert (shipment.status, shipment.is_problem) == ("delivery_failed", True)

    told(shipment, scan("IP3", 50))
    assert (shipment.status, shipment.is_problem) == ("out_for_delivery", False)
    assert [(move["after"], move["is_problem"]) for move in moves()] == [
        ("out_for_delivery", False),
        ("delivery_failed", True),
        ("out_for_delivery", False),
    ]


def test_return_changes_the_word_of_later_scans(shipment: Shipment) -> None:
    told(shipment, ON_ITS_WAY, scan("OP2", 40))
    told(shipment, scan("CR1", 39))

    assert (shipment.status, shipment.return_state) == ("return_in_transit", 1)
    words = dict(TrackingEvent.objects.values_list("code", "event_class"))
    assert words == {"OP3": "Process", "OP2": "Retur", "CR1": "Retur"}

    told(shipment, scan("R01", 60))
    assert (shipment.status, shipment.return_state) == ("return_received", 2)
    assert shipment.returned_at == START + timedelta(hours=60)


def test_delivery_after_a_return_is_for_a_person(shipment: Shipment) -> None:
    told(shipment, ON_ITS_WAY, scan("CR1", 40), scan("D01", 50))

    assert (shipment.status, shipment.needs_look) == ("return_in_transit", True)
    assert shipment.look_reason == "delivered_after_return"


def test_unknown_code_is_counted_and_moves_nothing(shipment: Shipment) -> None:
    told(shipment, PICKED_UP)
    told(shipment, scan("ZZ9", 2, "SOMETHING NEW"))
    told(shipment, scan("ZZ9", 3, "SOMETHING NEW"), scan("ZZ9", 2, "SOMETHING NEW"))

    assert shipment.status == "picked_up"
    unknown = UnknownCode.objects.get()
    assert (unknown.carrier, unknown.code, unknown.times_seen) == ("jne", "ZZ9", 2)
    assert (unknown.sample_text, unknown.sample_reference) == ("SOMETHING NEW", shipment.reference)
    assert TrackingEvent.objects.filter(code="ZZ9").count() == 2


def test_judged_by_a_person(shipment: Shipment) -> None:
    told(shipment, ON_ITS_WAY, scan("CR1", 40), scan("D01", 50))
    Shipment.objects.filter(pk=shipment.pk).update(
        status="delivered", delivered_at=START, settled_at=clock.now(), needs_look=False, is_problem=False
    )

    told(shipment, scan("OP2", 51))

    assert (shipment.status, shipment.is_problem, shipment.needs_look) == ("delivered", False, False)
    assert shipment.delivered_at == START + timedelta(hours=50), "the courier's own time"


def test_texts_from_hell_fit_the_columns(shipment: Shipment) -> None:
    told(shipment, scan("X" * 50, 1, "\x00" + "ü🌸" * 400, "p" * 500))

    event = TrackingEvent.objects.get()
    assert (len(event.code), len(event.text), len(event.place)) == (20, 300, 120)


def test_courier_gone_mad_is_cut_off(shipment: Shipment) -> None:
    told(shipment, *(scan("OP2", hour) for hour in range(700)))

    assert TrackingEvent.objects.count() == 500


def test_costs_few_queries(shipment: Shipment) -> None:
    told(shipment, PICKED_UP)

    # Savepoint, row, events, row, release.
    with assertNumQueries(5):
        apply_tracking(shipment.pk, [PICKED_UP])
    # Savepoint, row, events, new events, row, outbox event with its delivery, release.
    with assertNumQueries(7):
        apply_tracking(shipment.pk, [PICKED_UP, ON_ITS_WAY])
