"""A person judges a parcel while the courier scans it: neither is lost. With a control."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Partner
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib.errors import StaleState
from shipping.carriers.base import Scan
from shipping.models import Shipment
from shipping.sandbox.server import SandboxServer
from shipping.services import Verdict, apply_tracking, settle_parcel
from shipping.states import ShipmentStatus
from tests.concurrency.at_once import at_once
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import booked_parcel
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne_answers as jne_answers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("couriers")]

START = datetime(2026, 11, 20, tzinfo=UTC)
WATI = Actor(user_id=None, label="wati", channel="admin")
# Delivered, then on its way back: somebody has to say which.
SEEN = [
    Scan(code=code, text=code, occurred_at=START + timedelta(hours=n))
    for n, code in enumerate(("PU1", "D01", "CR1"))
]
HOME = Scan(code="R01", text="R01", occurred_at=START + timedelta(hours=9))


@pytest.fixture
def shipment(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    row = booked_parcel(siti_partner)
    apply_tracking(row.pk, SEEN)
    return row


def judge(shipment: Shipment) -> str:
    verdict = Verdict(
        status=ShipmentStatus.RETURN_IN_TRANSIT,
        reason="Kurir salah scan",
        status_seen="delivered",
        scans_seen=len(SEEN),
    )
    try:
        return str(settle_parcel(shipment.pk, verdict, actor=WATI).status)
    except StaleState:
        return "look again"


def test_judged_on_what_was_seen_or_not_at_all(shipment: Shipment) -> None:
    outcomes = at_once([lambda: judge(shipment), lambda: str(apply_tracking(shipment.pk, [HOME]).new_scans)])

    shipment.refresh_from_db()
    assert outcomes["1"] == 1, "the scan is stored whoever was first"
    if outcomes["look again"]:
        assert (shipment.status, shipment.needs_look, shipment.settled_at) == ("delivered", True, None)
    else:
        assert (shipment.status, shipment.return_state, shipment.needs_look) == ("return_received", 2, False)


def test_two_people_judge_and_one_does(shipment: Shipment) -> None:
    assert at_once([lambda: judge(shipment)] * 4) == {"return_in_transit": 1, "look again": 3}
    assert AuditEntry.objects.filter(action="parcel.settled").count() == 1


def test_control_without_the_lock_the_judgement_swallows_the_scan(shipment: Shipment) -> None:
    """She reads, the courier's scan is taken in, she writes what she read: the parcel never comes home."""
    has_looked, is_taken_in = threading.Event(), threading.Event()

    def judge_carelessly() -> str:
        Shipment.objects.get(pk=shipment.pk)
        has_looked.set()
        assert is_taken_in.wait(timeout=30)
        Shipment.objects.filter(pk=shipment.pk).update(
            status="return_in_transit", return_state=1, delivered_at=None, settled_at=HOME.occurred_at
        )
        return "judged"

    def scan() -> str:
        assert has_looked.wait(timeout=30)
        apply_tracking(shipment.pk, [HOME])
        is_taken_in.set()
        return "scanned"

    at_once([judge_carelessly, scan])
    apply_tracking(shipment.pk, [HOME])

    shipment.refresh_from_db()
    assert shipment.status == "return_in_transit"
