import pytest

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import AuditEntry
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import schedule_poll
from tests.factories.sandbox import requests_to
from tests.factories.shipping import booked_parcel, open_parcel

pytestmark = pytest.mark.usefixtures("couriers")


def test_parcels_are_asked_about_next(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = booked_parcel(siti_partner, "KOM2611210001")
    waiting = open_parcel(siti_partner, "KOM2611210002")
    jne_answers.world.move(jne_answers.world.find(shipment.reference), MoveOrder(to=Move.PICKED_UP))

    assert schedule_poll([shipment.pk, waiting.pk], actor=None) == 1
    drain()

    shipment.refresh_from_db()
    assert shipment.status == "picked_up"
    assert requests_to(jne_answers, Endpoint.TRACKING) == 1
    assert AuditEntry.objects.filter(action="tracking.poll_asked").count() == 1
