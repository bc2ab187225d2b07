"""Shipper makes a second order of a repeated number: nothing we do at once may cause it.

And the payout, told from several sides, is money once.
"""

import threading
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import transaction

from accounts.models import Partner
from finance.models import Entry, ParcelMoney
from finance.services._parcel_lines import cod_settlement
from finance.services.post_entry import Draft, post_entry
from finance.states import EntryKind, ParcelStage
from komship.core import outbox
from komship.demo.checks import all_checks
from komship.lib import clock
from orders.services.follow_parcel import follow_parcel
from shipping.booking_states import BookingState
from shipping.carriers.base import ParcelRequest
from shipping.carriers.registry import carrier
from shipping.events import AirwayBillsDue
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import _record_accepted as record
from shipping.services import (
    book_parcel,
    claim_accepted,
    complete_bookings,
    poll_now,
    resolve_booking,
    resolve_unknown_bookings,
)
from tests.concurrency.at_once import at_once
from tests.concurrency.shipping_race import all_at_once
from tests.factories.finance import purse
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import break_next, requests_to
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers
from tests.factories.shipping import open_cod_parcel, taken_parcel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("couriers")]

WORKERS = 6
ORDER = Endpoint.SHIPPER_ORDER
PICKUPS = f"{Endpoint.SHIPPER_PICKUP.value}:booked"


@pytest.fixture
def slow_courier(jne_answers: SandboxServer) -> SandboxServer:
    """Long enough for every worker to be in the middle of it."""
    for endpoint in (ORDER, Endpoint.SHIPPER_LOOKUP, Endpoint.SHIPPER_PICKUP):
        jne_answers.world.latency_ms[endpoint.value] = 100
    return jne_answers


@pytest.fixture
def unexplained(siti_partner: Partner, slow_courier: SandboxServer) -> Shipment:
    """The first call failed without making an order, and its time is long over."""
    shipment = open_cod_parcel(siti_partner)
    break_next(slow_courier, FaultKind.ERROR_500, endpoint=ORDER.value)
    book_parcel(shipment.pk)
    Shipment.objects.filter(pk=shipment.pk).update(sent_at=clock.now() - timedelta(hours=1))
    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.UNKNOWN
    return shipment


def test_many_workers_make_one_order(siti_partner: Partner, slow_courier: SandboxServer) -> None:
    shipment = open_cod_parcel(siti_partner)

    all_at_once([lambda: book_parcel(shipment.pk)] * WORKERS)

    shipment.refresh_from_db()
    assert [shipment.carrier_order] == slow_courier.world.awbs_of[shipment.reference]


def test_many_that_resolve_look_up_and_send_once(unexplained: Shipment, slow_courier: SandboxServer) -> None:
    all_at_once([lambda: resolve_booking(unexplained.pk)] * WORKERS)

    unexplained.refresh_from_db()
    assert unexplained.booking_state == BookingState.ACCEPTED
    assert [unexplained.carrier_order] == slow_courier.world.awbs_of[unexplained.reference]
    assert requests_to(slow_courier, ORDER) == 2


def test_sweeps_and_workers_together(unexplained: Shipment, slow_courier: SandboxServer) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=30)):
        all_at_once(
            [
                resolve_unknown_bookings,
                resolve_unknown_bookings,
                lambda: outbox.deliver_due("carriers"),
                lambda: outbox.deliver_due("carriers"),
                lambda: resolve_booking(unexplained.pk),
            ]
        )
        while outbox.deliver_due("carriers"):
            pass

    assert len(slow_courier.world.awbs_of[unexplained.reference]) == 1


def test_control_looking_without_a_claim_makes_many(
    unexplained: Shipment, slow_courier: SandboxServer
) -> None:
    """The same look-up first, but nobody claims: everybody finds nothing and everybody sends."""
    adapter, parcel = carrier("shipper"), ParcelRequest.from_json(unexplained.request)
    everybody_has_looked = threading.Barrier(WORKERS)

    def look_and_send() -> None:
        found = adapter.find(unexplained.reference)  # type: ignore[attr-defined]
        everybody_has_looked.wait(timeout=30)
        if found is None:
            adapter.book(parcel)

    all_at_once([look_and_send] * WORKERS)

    assert len(slow_courier.world.awbs_of[unexplained.reference]) == WORKERS


def test_a_pickup_is_asked_for_once(siti_partner: Partner, slow_courier: SandboxServer) -> None:
    shipments = [taken_parcel(siti_partner, f"KOM{n}") for n in range(3)]
    due = AirwayBillsDue(carrier="shipper", shipment_ids=[row.pk for row in shipments])

    all_at_once([lambda: complete_bookings(due)] * WORKERS)

    orders = slow_courier.world.parcels.values()
    assert all(order.activated_at for order in orders)
    assert not slow_courier.world.counts[f"{Endpoint.SHIPPER_PICKUP.value}:repeated"]


def test_control_without_the_claim_it_is_asked_for_again(
    siti_partner: Partner, slow_courier: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipment = taken_parcel(siti_partner)
    everybody_has_looked = threading.Barrier(WORKERS)

    def unclaimed(shipments: list[Shipment]) -> list[Shipment]:
        everybody_has_looked.wait(timeout=30)
        return shipments

    monkeypatch.setattr(record, "claim_pickup", unclaimed)
    due = AirwayBillsDue(carrier="shipper", shipment_ids=[shipment.pk])
    all_at_once([lambda: complete_bookings(due)] * WORKERS)

    assert slow_courier.world.counts[f"{Endpoint.SHIPPER_PICKUP.value}:repeated"] > 0


def test_sweeps_never_take_the_same_order(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    for n in range(4):
        taken_parcel(siti_partner, f"KOM{n}")

    assert sum(all_at_once([claim_accepted] * WORKERS)) == 4


# ---- money -------------------------------------------------------------------------------


@pytest.fixture
def paid_out(market: Market) -> str:
    """Delivered and known to be; the payout is in the shipment, and nobody has followed it yet."""
    order = market.packed_by_shipper()
    assert order.shipment is not None
    world = market.sandbox.world
    for move in (Move.DELIVERED, Move.PAID):
        world.move(world.find(order.number), MoveOrder(to=move))
        list(poll_now([order.shipment.pk]))
        if move is Move.DELIVERED:
            follow_parcel(order.number)
    order.refresh_from_db()
    assert (order.status, purse(market.partner)) == ("delivered", (0, 0, 0))
    return order.number


def credited() -> int:
    return Entry.objects.filter(kind=EntryKind.COD_SETTLEMENT).count()


def follow(reference: str) -> str:
    follow_parcel(reference)
    return "done"


def test_a_payout_told_from_all_sides_is_credited_once(market: Market, paid_out: str) -> None:
    at_once([partial(follow, paid_out)] * WORKERS)

    assert credited() == 1
    assert purse(market.partner)[0] > 0
    assert not [check for check in all_checks() if not check.holds]


def test_control_a_look_without_the_lock_credits_again(market: Market, paid_out: str) -> None:
    """All find the parcel paid out and not credited, and all credit it under a key of their own."""
    everybody_has_looked = threading.Barrier(WORKERS)

    def credit_carelessly(teller: int) -> str:
        with transaction.atomic():
            parcel = ParcelMoney.objects.get(reference=paid_out)
            everybody_has_looked.wait(timeout=30)
            if parcel.stage == ParcelStage.DELIVERED:
                return "too late"
            lines = cod_settlement(parcel)
            post_entry(Draft(EntryKind.COD_SETTLEMENT, f"teller-{teller}", lines, paid_out))
        return "done"

    at_once([partial(credit_carelessly, teller) for teller in range(WORKERS)])

    assert credited() == WORKERS
