import pytest

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import AuditEntry
from komship.lib.errors import StaleState
from shipping.booking_states import BookingState
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.server import SandboxServer
from shipping.services import resolve_now
from tests.factories.sandbox import break_next
from tests.factories.shipping import booked_parcel, open_parcel, taken_parcel

pytestmark = pytest.mark.usefixtures("couriers")


def test_asks_without_waiting(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = open_parcel(siti_partner)
    break_next(jne_answers, FaultKind.LOST_ANSWER)
    drain()

    resolve_now(shipment.pk, actor=None)
    drain()

    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.BOOKED
    assert AuditEntry.objects.filter(action="booking.resolve_asked").count() == 1


def test_nothing_to_find_out(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = booked_parcel(siti_partner)

    with pytest.raises(StaleState):
        resolve_now(shipment.pk, actor=None)


def test_an_order_without_airway_bill_is_looked_at(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = taken_parcel(siti_partner)
    drain()

    resolve_now(shipment.pk, actor=None)
    drain(with_sweeps=False)

    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.BOOKED
