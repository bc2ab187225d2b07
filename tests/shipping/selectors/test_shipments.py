import pytest
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from shipping.models import Shipment
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.selectors.shipments import ids_to_refresh, parcel_histories, tracking_lines
from shipping.services import poll_now
from tests.factories.shipping import booked_parcel

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def delivered(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    shipment = booked_parcel(siti_partner)
    jne_answers.world.move(jne_answers.world.find(shipment.reference), MoveOrder(to=Move.DELIVERED))
    list(poll_now([shipment.pk]))
    shipment.refresh_from_db()
    return shipment


def test_steps_oldest_first_in_our_words(delivered: Shipment) -> None:
    lines = tracking_lines(delivered)

    assert [line.occurred_at for line in lines] == sorted(line.occurred_at for line in lines)
    assert lines[-1].event_class == "Delivered"
    assert lines[-1].text.startswith("Paket sudah diterima")


def test_history_names_who_took_it(delivered: Shipment) -> None:
    history = parcel_histories(delivered.partner_id, [delivered.awb or ""])[0]

    assert history.recipient_name == "Ayu Lestari"
    assert history.receiver
    assert "|" not in history.receiver
    assert history.last_text.startswith("DELIVERED")


def test_order_asked_without_strangers(
    delivered: Shipment, siti_partner: Partner, rina_partner: Partner
) -> None:
    second = booked_parcel(siti_partner, "KOM2611210002")
    foreign = booked_parcel(rina_partner, "KOM2611210003")
    asked = [second.awb or "", foreign.awb or "", "0", delivered.awb or "", second.awb or ""]

    with assertNumQueries(2):
        found = parcel_histories(siti_partner.pk, asked)

    assert [history.shipment for history in found] == [second, delivered]


def test_what_is_worth_asking_about(delivered: Shipment, siti_partner: Partner) -> None:
    under_way = booked_parcel(siti_partner, "KOM2611210002")

    assert ids_to_refresh() == [under_way.pk]
    assert ids_to_refresh([delivered.awb or ""]) == [delivered.pk]


def test_last_digits_find_an_airway_bill(delivered: Shipment) -> None:
    awb = delivered.awb or ""

    assert list(Shipment.objects.awb_ends_with(awb[-6:])) == [delivered]
    assert not Shipment.objects.awb_ends_with("000000")
