import pytest
from django.db import transaction

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import OutboxEvent
from shipping.booking_states import BookingState
from shipping.errors import AlreadyScanned, BookingInFlight
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import cancel_booking, poll_now
from tests.factories.sandbox import break_next, requests_to
from tests.factories.shipping import booked_parcel, open_parcel

pytestmark = pytest.mark.usefixtures("couriers")

NUMBER = "KOM2611210001"


def cancel(reference: str = NUMBER) -> Shipment | None:
    with transaction.atomic():
        return cancel_booking(reference)


def test_waiting_parcel_never_reaches_the_courier(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    open_parcel(siti_partner)

    cancel()
    drain()

    row = Shipment.objects.get()
    assert (row.booking_state, row.status, row.next_poll_at) == ("cancelled", "cancelled", None)
    assert requests_to(jne_answers, Endpoint.DROPOFF) == 0


def test_airway_bill_without_a_scan(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = booked_parcel(siti_partner)

    cancel()
    cancel()

    row = Shipment.objects.get()
    assert (row.booking_state, row.status, row.awb) == ("cancelled", "cancelled", shipment.awb)
    assert row.next_poll_at is not None, "a courier may collect it all the same"
    assert OutboxEvent.objects.filter(topic="shipping.booking_cancelled").count() <= 1


def test_scan_after_cancelling_is_shown_to_ops(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = booked_parcel(siti_partner)
    cancel()
    jne_answers.world.move(jne_answers.world.find(NUMBER), MoveOrder(to=Move.PICKED_UP))

    list(poll_now([shipment.pk]))

    row = Shipment.objects.get()
    assert (row.status, row.needs_look, row.is_problem) == ("cancelled", True, True)
    assert "cancelled" in row.look_reason


def test_parcel_in_the_couriers_hands_stays(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = booked_parcel(siti_partner)
    jne_answers.world.move(jne_answers.world.find(NUMBER), MoveOrder(to=Move.PICKED_UP))
    list(poll_now([shipment.pk]))

    with pytest.raises(AlreadyScanned):
        cancel()


def test_unclear_booking_cannot_be_cancelled(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    open_parcel(siti_partner)
    break_next(jne_answers, FaultKind.LOST_ANSWER)
    drain()

    with pytest.raises(BookingInFlight):
        cancel()

    assert Shipment.objects.get().booking_state == BookingState.UNKNOWN


def test_order_without_a_parcel(couriers: object) -> None:
    assert cancel("KOM0") is None
