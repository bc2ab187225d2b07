from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import Partner
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput, StaleState
from shipping.errors import NotToBeJudged
from shipping.models import Shipment, TrackingEvent
from shipping.sandbox.server import SandboxServer
from shipping.services import Verdict, apply_tracking, settle_parcel
from shipping.states import ShipmentStatus as S
from tests.factories.shipping import booked_parcel
from tests.shipping.services.test_apply_tracking import DELIVERED, START, WHOLE_WAY, moves, scan
from tests.shipping.services.test_apply_tracking import _somebody_listens as _somebody_listens

pytestmark = pytest.mark.usefixtures("couriers")

WATI = Actor(user_id=None, label="wati", channel="admin")
CAME_HOME = scan("R01", 60)


@pytest.fixture
def contradictory(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    """Delivered, and two days later a return."""
    shipment = booked_parcel(siti_partner)
    apply_tracking(shipment.pk, [*WHOLE_WAY, CAME_HOME])
    shipment.refresh_from_db()
    assert (shipment.status, shipment.needs_look) == ("delivered", True)
    return shipment


Judge = Callable[..., Shipment]


@pytest.fixture
def judge(contradictory: Shipment) -> Judge:
    def decide(status: S, *, reason: str = "Kurir mengaku salah scan", seen: int | None = None) -> Shipment:
        count = TrackingEvent.objects.filter(shipment=contradictory).count()
        verdict = Verdict(
            status=status,
            reason=reason,
            status_seen=contradictory.status,
            scans_seen=count if seen is None else seen,
        )
        settle_parcel(contradictory.pk, verdict, actor=WATI)
        contradictory.refresh_from_db()
        return contradictory

    return decide


def test_a_return_it_was(judge: Judge) -> None:
    row = judge(S.RETURN_RECEIVED)

    assert (row.status, row.return_state, row.is_problem, row.needs_look) == (
        "return_received",
        2,
        False,
        False,
    )
    assert (row.delivered_at, row.returned_at) == (None, CAME_HOME.occurred_at)
    assert row.settled_at == CAME_HOME.occurred_at
    assert row.next_poll_at is None
    assert moves()[-1]["after"] == "return_received"
    entry = AuditEntry.objects.get(action="parcel.settled")
    assert (entry.user_label, entry.reason) == ("wati", "Kurir mengaku salah scan")
    assert (entry.before or {})["status"] == "delivered"


def test_delivered_it_stays(judge: Judge) -> None:
    row = judge(S.DELIVERED)
    assert (row.status, row.needs_look, row.is_problem) == ("delivered", False, False)
    assert row.delivered_at == DELIVERED.occurred_at
    with pytest.raises(NotToBeJudged):
        judge(S.DELIVERED)


def test_scans_that_were_judged_raise_no_flag_again(judge: Judge, contradictory: Shipment) -> None:
    judge(S.DELIVERED)
    apply_tracking(contradictory.pk, [scan("OP3", 5, "another text")])
    contradictory.refresh_from_db()
    assert (contradictory.status, contradictory.needs_look) == ("delivered", False)


def test_a_scan_after_the_judgement_counts(judge: Judge, contradictory: Shipment) -> None:
    judge(S.RETURN_IN_TRANSIT)
    assert contradictory.next_poll_at is not None
    apply_tracking(contradictory.pk, [scan("R05", 70)])
    contradictory.refresh_from_db()
    assert (contradictory.status, contradictory.return_state) == ("return_received", 2)
    assert contradictory.returned_at == START + timedelta(hours=60)


def test_an_end_without_a_scan_happened_now(judge: Judge) -> None:
    row = judge(S.LOST)
    assert (row.status, row.is_problem, row.delivered_at) == ("lost", True, None)
    row = judge(S.DELIVERED)
    assert row.delivered_at == DELIVERED.occurred_at


def test_refusals_change_nothing(judge: Judge, contradictory: Shipment) -> None:
    with pytest.raises(InvalidInput):
        judge(S.LOST, reason="  ")
    with pytest.raises(NotToBeJudged):
        judge(S.IN_TRANSIT)
    with pytest.raises(StaleState):
        judge(S.LOST, seen=3)
    contradictory.refresh_from_db()
    assert (contradictory.status, contradictory.needs_look) == ("delivered", True)
    assert not AuditEntry.objects.filter(action="parcel.settled").exists()


def test_a_parcel_nobody_scanned_is_not_judged(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = booked_parcel(siti_partner)
    verdict = Verdict(status=S.DELIVERED, reason="?", status_seen=shipment.status, scans_seen=0)
    with pytest.raises(NotToBeJudged):
        settle_parcel(shipment.pk, verdict, actor=WATI)
