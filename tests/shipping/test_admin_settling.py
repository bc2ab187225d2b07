"""A person of ops judges a contradictory parcel."""

import pytest
from django.test import Client

from accounts.models import Partner
from komship.core.models import AuditEntry
from shipping.models import (
    Shipment,
)
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import poll_now
from tests.factories.shipping import booked_parcel

pytestmark = pytest.mark.usefixtures("couriers")

LIST = "/admin/shipping/shipment/"


def act(client: Client, action: str, *rows: Shipment) -> str:
    answer = client.post(LIST, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True)
    return answer.content.decode()


class TestSettling:
    @pytest.fixture
    def contradictory(self, siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
        """Delivered, and then on its way home."""
        shipment = booked_parcel(siti_partner)
        parcel = jne_answers.world.find(shipment.reference)
        jne_answers.world.move(parcel, MoveOrder(to=Move.DELIVERED))
        jne_answers.world.move(parcel, MoveOrder(to=Move.RETURNING, force=True))
        list(poll_now([shipment.pk]))
        shipment.refresh_from_db()
        assert shipment.needs_look
        return shipment

    def decided(self, shipment: Shipment, **changes: object) -> dict[str, object]:
        return {
            "action": "settle",
            "_selected_action": [shipment.pk],
            "verdict": "return_in_transit",
            "reason": "Kurir salah scan",
            "status_seen": shipment.status,
            "scans_seen": shipment.events.count(),
            **changes,
        }

    def test_a_person_looks_and_decides(self, wati_web: Client, contradictory: Shipment) -> None:
        page = act(wati_web, "settle", contradictory)
        assert "return_in_transit_after_delivered" in page
        assert 'value="return_received"' in page
        assert 'value="ready_to_ship"' not in page

        wati_web.post(LIST, self.decided(contradictory))

        contradictory.refresh_from_db()
        assert (contradictory.status, contradictory.needs_look) == ("return_in_transit", False)
        entry = AuditEntry.objects.get(action="parcel.settled")
        assert (entry.user_label, entry.channel) == ("wati", "admin")

    def test_what_is_refused_says_why(self, wati_web: Client, contradictory: Shipment) -> None:
        stale = wati_web.post(LIST, self.decided(contradictory, scans_seen=1), follow=True)
        assert "Paket berubah sejak halaman dibuka" in stale.content.decode()
        unsaid = wati_web.post(LIST, self.decided(contradictory, reason=""))
        assert unsaid.status_code == 200
        contradictory.refresh_from_db()
        assert contradictory.status == "delivered"

    def test_one_at_a_time(self, wati_web: Client, siti_partner: Partner, contradictory: Shipment) -> None:
        other = booked_parcel(siti_partner, "KOM2611210009")
        assert "Pilih satu kiriman" in act(wati_web, "settle", contradictory, other)
