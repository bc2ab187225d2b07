"""Delivery and payout as two facts: in the fold, in the shipment, and in how long a parcel is asked about."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Partner
from komship.core import subscriptions
from komship.core.models import OutboxEvent
from komship.core.subscriptions import Subscription
from komship.lib import clock
from shipping.carriers.base import Scan
from shipping.carriers.jne import statuses as jne
from shipping.carriers.shipper import statuses
from shipping.events import CodPaidOut
from shipping.models import Shipment
from shipping.rules import polling
from shipping.sandbox.server import SandboxServer
from shipping.services import apply_tracking
from shipping.states import FoldResult, fold_scans
from tests.factories.shipping import booked_cod_parcel

START = datetime(2026, 11, 20, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def scan(code: str, hours: int) -> Scan:
    return Scan(code=code, text=code, occurred_at=START + timedelta(hours=hours))


def fold(codes: str, current: str = "ready_to_ship", *, settled_at: datetime | None = None) -> FoldResult:
    scans = [statuses.classify(scan(code, hours)) for hours, code in enumerate(codes.split())]
    return fold_scans(current, scans, settled_at=settled_at)


# ---- the fold ----------------------------------------------------------------------------


def test_delivered_waits_for_the_payout() -> None:
    assert (fold("1040 3000").awaits_payout, fold("1040 3000").cod_paid_at) == (True, None)
    paid = fold("1040 3000 2000")
    assert (paid.awaits_payout, paid.cod_paid_at) == (False, START + timedelta(hours=2))
    assert paid.delivered_at == START + timedelta(hours=1)


def test_a_payout_alone_is_a_delivery() -> None:
    result = fold("1040 2000")
    assert (result.status, result.awaits_payout) == ("delivered", False)
    assert result.delivered_at == result.cod_paid_at


def test_a_courier_that_tells_no_payout_never_waits() -> None:
    scans = [jne.classify(scan(code, hours)) for hours, code in enumerate(("RC1", "D01"))]
    result = fold_scans("ready_to_ship", scans)
    assert (result.status, result.awaits_payout, result.cod_paid_at) == ("delivered", False, None)


@pytest.mark.parametrize("codes", ["1040 1410", "1040 1180", "999", "1040 1410 3000"])
def test_only_a_delivered_parcel_waits(codes: str) -> None:
    assert not fold(codes).awaits_payout


def test_what_a_person_decided_waits_for_nothing() -> None:
    assert not fold("1040 3000", "delivered", settled_at=START + DAY).awaits_payout


def test_a_return_after_delivery_is_for_a_person_and_goes_on_waiting() -> None:
    result = fold("1040 3000 1340")
    assert (result.status, result.needs_look, result.awaits_payout) == ("delivered", True, True)


def test_paper_never_counts_as_a_scan_of_the_parcel() -> None:
    result = fold("1000 1001 1010 1020 1030")
    assert (result.status, result.first_scan_at) == ("ready_to_ship", None)
    assert fold("1000 1001 999").status == "cancelled"


codes = st.lists(st.sampled_from(sorted(statuses.MEANINGS)), max_size=10)


@given(codes=codes, order=st.randoms(use_true_random=False))
def test_the_order_of_news_changes_no_payout(codes: list[str], order: object) -> None:
    scans = [statuses.classify(scan(code, hours)) for hours, code in enumerate(codes)]
    mixed = list(scans)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = fold_scans("ready_to_ship", scans), fold_scans("ready_to_ship", mixed)
    assert (one.status, one.awaits_payout, one.cod_paid_at) == (
        other.status,
        other.awaits_payout,
        other.cod_paid_at,
    )
    assert not (one.awaits_payout and (one.status != "delivered" or one.cod_paid_at))


# ---- how long it is asked about ----------------------------------------------------------


@pytest.mark.parametrize(
    ("quiet_for", "expected"),
    [
        (timedelta(hours=1), timedelta(hours=3)),
        (8 * DAY, timedelta(hours=12)),
        (61 * DAY, None),
    ],
)
def test_an_unpaid_delivery_is_asked_about_for_two_months(
    quiet_for: timedelta, expected: timedelta | None
) -> None:
    now = START
    wait = polling.next_interval(
        "delivered", is_problem=False, last_news_at=now - quiet_for, now=now, awaits_payout=True
    )
    assert wait == expected


# ---- the shipment ------------------------------------------------------------------------


@pytest.fixture
def shipment(
    siti_partner: Partner,
    couriers: object,
    jne_answers: SandboxServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Shipment:
    """Booked, with somebody who listens: the outbox keeps only events that have a handler."""
    listener = Subscription("tests.listener", CodPaidOut, lambda event: None, "inside", "default")
    monkeypatch.setitem(subscriptions._by_topic, CodPaidOut.topic, [listener])
    return booked_cod_parcel(siti_partner)


def told(shipment: Shipment, *scans: Scan) -> Shipment:
    apply_tracking(shipment.pk, scans)
    shipment.refresh_from_db()
    return shipment


def payouts() -> int:
    return OutboxEvent.objects.filter(topic=CodPaidOut.topic).count()


def test_the_payout_is_announced_once_however_often_it_is_told(shipment: Shipment) -> None:
    told(shipment, scan("1040", 0), scan("3000", 5))
    assert (shipment.status, shipment.awaits_payout, shipment.cod_paid_at) == ("delivered", True, None)
    assert shipment.next_poll_at is not None
    assert payouts() == 0

    paid = [told(shipment, scan("2000", 9)) for _ in range(2)][-1]
    assert (paid.awaits_payout, paid.cod_paid_at) == (False, START + timedelta(hours=9))
    assert paid.next_poll_at is None
    assert payouts() == 1


def test_no_news_goes_on_asking(shipment: Shipment) -> None:
    told(shipment, scan("3000", 5))
    assert told(shipment).next_poll_at is not None
    assert shipment.next_poll_at is not None
    assert shipment.next_poll_at > clock.now()


def test_a_parcel_without_cod_waits_for_no_money(shipment: Shipment) -> None:
    Shipment.objects.filter(pk=shipment.pk).update(is_cod=False)

    told(shipment, scan("3000", 5))
    assert (shipment.awaits_payout, shipment.next_poll_at) == (False, None)
    told(shipment, scan("2000", 6))
    assert (shipment.cod_paid_at, payouts()) == (None, 0)


@pytest.mark.parametrize(
    ("columns", "wall"),
    [
        ({"awaits_payout": True}, "shipment_payout_after_delivery"),
        ({"booking_state": "accepted", "awb": None, "booked_at": None}, "shipment_accepted_is_followed"),
    ],
)
def test_walls_in_the_database(shipment: Shipment, columns: dict[str, object], wall: str) -> None:
    with pytest.raises(IntegrityError, match=wall), transaction.atomic():
        Shipment.objects.filter(pk=shipment.pk).update(**columns)


def test_an_order_at_the_carrier_belongs_to_one_parcel(shipment: Shipment, siti_partner: Partner) -> None:
    other = booked_cod_parcel(siti_partner, "KOM2")
    with pytest.raises(IntegrityError, match="shipment_carrier_order_once"), transaction.atomic():
        Shipment.objects.filter(pk=other.pk).update(carrier_order=shipment.carrier_order)
