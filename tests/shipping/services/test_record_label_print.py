import pytest

from accounts.models import Partner, User
from shipping.models import LabelPrint, Shipment
from shipping.services import record_label_print
from tests.factories.shipping import booked_parcel, open_parcel

pytestmark = pytest.mark.usefixtures("couriers", "jne_answers")


def test_every_print_is_remembered(siti_partner: Partner, siti: User) -> None:
    shipment = booked_parcel(siti_partner)

    for _ in range(2):
        assert record_label_print(siti_partner.pk, [shipment.reference], layout="a4_4", user_id=siti.pk) == 1

    shipment.refresh_from_db()
    assert shipment.label_prints == 2
    assert shipment.label_printed_at is not None
    assert list(LabelPrint.objects.values_list("printed_by", "layout")) == [(siti.pk, "a4_4")] * 2


def test_other_parcels_are_passed_over(siti_partner: Partner, rina_partner: Partner) -> None:
    foreign = booked_parcel(rina_partner, "KOM2611210001")
    waiting = open_parcel(siti_partner, "KOM2611210002")
    wanted = [foreign.reference, waiting.reference, "KOM0"]

    assert record_label_print(siti_partner.pk, wanted, layout="a4_1") == 0
    assert not LabelPrint.objects.exists()
    assert set(Shipment.objects.values_list("label_prints", flat=True)) == {0}
