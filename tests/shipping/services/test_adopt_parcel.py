import pytest
from django.db import transaction

from accounts.models import Partner
from komship.lib.db import NotInTransaction
from shipping.errors import AirwayBillTaken
from shipping.models import Courier, Shipment
from shipping.services.adopt_parcel import OwnParcel, adopt_parcel
from tests.factories.shipping import place, service_of


def own_parcel(partner: Partner, reference: str) -> OwnParcel:
    return OwnParcel(
        reference=reference,
        partner_id=partner.pk,
        service_id=service_of("REG19").pk,
        destination_id=place("Cihapit").pk,
        awb="2521202200079349",
        recipient_name="Ayu Lestari",
        address_line="Jl. Anggrek 12",
    )


def test_it_counts_as_picked_up_and_is_tracked(siti_partner: Partner, jne: Courier) -> None:
    with transaction.atomic():
        shipment = adopt_parcel(own_parcel(siti_partner, "KOM1"))
    assert (shipment.status, shipment.booking_state, shipment.tracks_with) == ("picked_up", "booked", "jne")
    assert shipment.next_poll_at is not None


def test_no_airway_bill_twice(siti_partner: Partner, rina_partner: Partner, jne: Courier) -> None:
    adopt_parcel(own_parcel(siti_partner, "KOM1"))
    with pytest.raises(AirwayBillTaken):
        adopt_parcel(own_parcel(rina_partner, "KOM2"))
    assert Shipment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_needs_the_callers_transaction() -> None:
    parcel = OwnParcel(
        reference="KOM1",
        partner_id=1,
        service_id=1,
        destination_id=1,
        awb="1",
        recipient_name="",
        address_line="",
    )
    with pytest.raises(NotInTransaction):
        adopt_parcel(parcel)
