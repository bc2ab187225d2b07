"""From an order Shipper has taken to its airway bill, with everything that may go wrong on the way."""

from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import OutboxEvent
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.errors import BookingClosed, BookingInFlight
from shipping.events import AirwayBillsDue
from shipping.models import CarrierCall, Shipment
from shipping.rules.breakers import Line
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import _breaker as breaker
from shipping.services import cancel_booking, complete_bookings
from tests.factories.sandbox import answer_next, break_next, requests_to
from tests.factories.shipping import drain_later, open_cod_parcel, taken_parcel

pytestmark = pytest.mark.usefixtures("couriers")

PICKUP, DETAIL = Endpoint.SHIPPER_PICKUP.value, Endpoint.SHIPPER_DETAIL.value


@pytest.fixture
def shipment(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    return taken_parcel(siti_partner)


def look(*shipments: Shipment) -> None:
    complete_bookings(AirwayBillsDue(carrier="shipper", shipment_ids=[row.pk for row in shipments]))
    for row in shipments:
        row.refresh_from_db()


def announced(topic: str) -> int:
    return OutboxEvent.objects.filter(topic=topic).count()


def pickups(sandbox: SandboxServer) -> int:
    return sandbox.world.counts[f"{PICKUP}:booked"]


def test_an_order_is_no_airway_bill(shipment: Shipment, jne_answers: SandboxServer) -> None:
    order = jne_answers.world.find(shipment.reference)
    assert (shipment.booking_state, shipment.carrier_order, shipment.awb) == ("accepted", order.awb, None)
    assert shipment.status == "created"
    assert order.activated_at is None
    assert announced("shipping.parcel_booked") == 0


def test_pickup_is_asked_for_and_the_airway_bill_comes_later(
    shipment: Shipment, jne_answers: SandboxServer
) -> None:
    jne_answers.world.awb_delay_s = 90
    drain()
    shipment.refresh_from_db()
    assert (shipment.booking_state, pickups(jne_answers)) == (BookingState.ACCEPTED, 1)

    drain_later(seconds=45)
    shipment.refresh_from_db()
    assert (shipment.booking_state, pickups(jne_answers)) == (BookingState.ACCEPTED, 1)

    drain_later(minutes=5)
    shipment.refresh_from_db()
    assert (shipment.booking_state, shipment.status) == (BookingState.BOOKED, "ready_to_ship")
    assert shipment.awb
    assert shipment.awb.startswith("00")
    assert shipment.next_poll_at is not None
    assert (announced("shipping.parcel_booked"), pickups(jne_answers)) == (1, 1)


def test_orders_of_one_pickup_are_asked_for_in_one_call(
    siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    orders = [taken_parcel(siti_partner, f"KOM{n}") for n in range(3)]

    look(*orders)

    assert pickups(jne_answers) == 1
    assert len({jne_answers.world.find(row.reference).pickup_code for row in orders}) == 1


def test_the_slot_of_the_plan_is_asked_for(shipment: Shipment, jne_answers: SandboxServer) -> None:
    look(shipment)

    call = CarrierCall.objects.get(endpoint="pickup/timeslot")
    day = clock.today() + timedelta(days=1)
    assert call.request["data.order_activation.start_time"] == f"{day}T14:00:00+07:00"
    assert call.request["data.order_activation.timezone"] == "Asia/Jakarta"
    assert call.request["X-API-Key"] == "***"


@pytest.mark.parametrize("kind", [FaultKind.LOST_ANSWER, FaultKind.CUT_JSON])
def test_a_pickup_that_was_heard_is_not_asked_for_again(
    shipment: Shipment, jne_answers: SandboxServer, kind: FaultKind
) -> None:
    # The first question is for the slots, the second for the pickup itself.
    break_next(jne_answers, FaultKind.SLOW, endpoint=PICKUP, commits=True)
    break_next(jne_answers, kind, endpoint=PICKUP)
    look(shipment)
    assert pickups(jne_answers) == 1

    drain_later(minutes=10)

    shipment.refresh_from_db()
    assert (shipment.booking_state, pickups(jne_answers)) == (BookingState.BOOKED, 1)
    assert not jne_answers.world.counts[f"{PICKUP}:repeated"]


def test_a_pickup_that_was_not_heard_is_asked_for_again(
    shipment: Shipment, jne_answers: SandboxServer
) -> None:
    break_next(jne_answers, FaultKind.ERROR_500, endpoint=PICKUP)
    look(shipment)
    assert pickups(jne_answers) == 0

    drain_later(minutes=10)
    drain_later(minutes=15)

    shipment.refresh_from_db()
    assert (shipment.booking_state, pickups(jne_answers)) == (BookingState.BOOKED, 1)


def test_two_runs_at_a_time_ask_once(shipment: Shipment, jne_answers: SandboxServer) -> None:
    """The second run meets a pickup that was asked for a moment ago, whatever the courier says of it."""
    break_next(jne_answers, FaultKind.ERROR_500, endpoint=PICKUP, count=None)
    look(shipment)
    asked = requests_to(jne_answers, Endpoint.SHIPPER_PICKUP)
    look(shipment)

    assert requests_to(jne_answers, Endpoint.SHIPPER_PICKUP) == asked


def test_a_refused_pickup_is_for_a_person(
    siti_partner: Partner, shipment: Shipment, jne_answers: SandboxServer
) -> None:
    """One bad order must not keep the others from being picked up."""
    bad = taken_parcel(siti_partner, "KOM2")
    del jne_answers.world.parcels[bad.carrier_order]
    answer_next(
        jne_answers,
        f'{{"metadata": {{}}, "data": {{"order_id": "{bad.carrier_order}"}}}}',
        endpoint=DETAIL,
        for_orders=frozenset({bad.carrier_order}),
    )

    look(shipment, bad)

    assert pickups(jne_answers) == 1
    assert (shipment.needs_look, bad.needs_look) == (False, True)
    assert "pickup refused" in bad.look_reason
    assert bad.booking_state == BookingState.ACCEPTED


@pytest.mark.parametrize(
    "kind", [FaultKind.ERROR_500, FaultKind.HTML, FaultKind.CUT_JSON, FaultKind.TOO_MANY]
)
def test_a_silent_courier_is_asked_again(
    shipment: Shipment, jne_answers: SandboxServer, kind: FaultKind
) -> None:
    break_next(jne_answers, kind, endpoint=DETAIL)
    look(shipment)

    assert shipment.booking_state == BookingState.ACCEPTED
    assert requests_to(jne_answers, Endpoint.SHIPPER_PICKUP) == 0
    assert CarrierCall.objects.filter(outcome="unavailable").exists()
    drain_later(minutes=2)
    drain_later(minutes=3)
    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.BOOKED


def test_a_courier_in_trouble_is_left_alone(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    """Five silences open the line: the others are put off without being asked."""
    orders = [taken_parcel(siti_partner, f"KOM{n}") for n in range(7)]
    break_next(jne_answers, FaultKind.ERROR_500, endpoint=DETAIL, count=None)

    look(*orders)

    assert requests_to(jne_answers, Endpoint.SHIPPER_DETAIL) == 5
    assert all(row.resolve_after_at and row.resolve_after_at > clock.now() for row in orders)


def test_a_refused_login_pauses_everything(shipment: Shipment, jne_answers: SandboxServer) -> None:
    break_next(jne_answers, FaultKind.BAD_LOGIN, endpoint=DETAIL)

    look(shipment)
    look(shipment)

    with pytest.raises(breaker.LinePaused):
        breaker.ask("shipper", Line.BOOKING)
    assert requests_to(jne_answers, Endpoint.SHIPPER_DETAIL) == 1
    assert shipment.booking_state == BookingState.ACCEPTED


def test_an_order_the_courier_drops_comes_back(
    siti_partner: Partner, shipment: Shipment, jne_answers: SandboxServer
) -> None:
    world = jne_answers.world
    world.move(world.find(shipment.reference), MoveOrder(to=Move.CANCELLED))

    look(shipment)

    assert (shipment.booking_state, shipment.awb) == (BookingState.REJECTED, None)
    assert "membatalkan" in shipment.rejection_reason
    assert announced("shipping.booking_refused") == 1
    # The number is spent there: a second order under it must never be made.
    with pytest.raises(BookingClosed):
        open_cod_parcel(siti_partner)


def test_a_wrong_amount_to_collect_is_seen(shipment: Shipment, jne_answers: SandboxServer) -> None:
    look(shipment)
    Shipment.objects.filter(pk=shipment.pk).update(request={**shipment.request, "cod_amount_rp": 170_000})

    look(shipment)

    assert (shipment.booking_state, shipment.needs_look) == (BookingState.BOOKED, True)
    assert "180000 instead of 170000" in shipment.look_reason


def test_an_airway_bill_of_another_parcel_is_not_adopted(
    siti_partner: Partner, shipment: Shipment, jne_answers: SandboxServer
) -> None:
    look(shipment)
    look(shipment)
    other = taken_parcel(siti_partner, "KOM2")
    body = f'{{"metadata": {{}}, "data": {{"order_id": "x", "awb_number": "{shipment.awb}"}}}}'
    answer_next(jne_answers, body, endpoint=DETAIL)

    look(other)

    assert (other.booking_state, other.awb, other.needs_look) == (BookingState.ACCEPTED, None, True)


def test_a_day_without_airway_bill_is_for_a_person(shipment: Shipment, jne_answers: SandboxServer) -> None:
    jne_answers.world.awb_delay_s = 10**7
    look(shipment)
    assert not shipment.needs_look

    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        look(shipment)
        assert shipment.resolve_after_at is not None
        assert shipment.resolve_after_at > clock.now() + timedelta(minutes=30)

    assert (shipment.needs_look, shipment.look_reason) == (True, "no airway bill after a day")


def test_nobody_withdraws_an_order_in_between(shipment: Shipment) -> None:
    with pytest.raises(BookingInFlight):
        cancel_booking(shipment.reference)


def test_orders_that_have_moved_on_are_left_alone(shipment: Shipment, jne_answers: SandboxServer) -> None:
    look(shipment)
    look(shipment)
    assert shipment.booking_state == BookingState.BOOKED
    asked = requests_to(jne_answers, Endpoint.SHIPPER_DETAIL)

    look(shipment)

    assert requests_to(jne_answers, Endpoint.SHIPPER_DETAIL) == asked
    assert announced("shipping.parcel_booked") == 1


def test_only_carriers_that_book_later_have_airway_bills_due() -> None:
    with pytest.raises(TypeError):
        complete_bookings(AirwayBillsDue(carrier="jne", shipment_ids=[]))
