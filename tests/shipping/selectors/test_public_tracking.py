from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.utils import translation
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from shipping.carriers.base import Scan
from shipping.models import Shipment
from shipping.sandbox.server import SandboxServer
from shipping.selectors.public_tracking import clean_airway_bill, public_parcel
from shipping.services import apply_tracking
from tests.factories.shipping import booked_parcel

pytestmark = pytest.mark.usefixtures("couriers")

SCANS = [
    ("RC1", "SHIPMENT RECEIVED BY JNE COUNTER OFFICER AT [JAKARTA]", "JAKARTA"),
    ("ZZ9", "CALL AYU LESTARI 081298765432", "AYU"),
    ("U05", "NOBODY HOME [AYU 081298765432]", "AYU 081298765432"),
    (
        "D01",
        "DELIVERED TO [AYU LESTARI | 15:00 | BANDUNG]",
        "AYU LESTARI | 15:00 | BANDUNG",
    ),
]


@pytest.fixture
def shipment(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    cache.clear()
    return booked_parcel(siti_partner, promised_days=2)


def scanned(shipment: Shipment, count: int) -> str:
    rows = [
        Scan(code=code, text=text, place=place, occurred_at=datetime(2026, 11, 20, 17 + n, tzinfo=UTC))
        for n, (code, text, place) in enumerate(SCANS[:count])
    ]
    apply_tracking(shipment.pk, rows)
    return str(shipment.awb)


def test_nothing_leads_to_a_person(shipment: Shipment) -> None:
    parcel = public_parcel(scanned(shipment, 4))
    assert parcel is not None
    assert (parcel.recipient, parcel.city, parcel.status) == ("A*** L***", "KOTA BANDUNG", "delivered")
    assert [(step.text, step.place) for step in parcel.steps] == [
        ("Paket sudah diterima", ""),
        ("Rumah kosong saat diantar, kurir akan mencoba lagi", ""),
        ("Paket dalam perjalanan", ""),
        ("Paket diterima di konter JNE", "JAKARTA"),
    ]


def test_the_promise_counts_from_the_first_scan(shipment: Shipment) -> None:
    parcel = public_parcel(scanned(shipment, 1))
    assert parcel is not None
    # 17:00 UTC is already the next day in Jakarta.
    assert parcel.expected_on == date(2026, 11, 23)
    cache.clear()
    delivered = public_parcel(scanned(shipment, 4))
    assert delivered is not None
    assert delivered.expected_on is None


def test_kept_for_a_moment_in_each_language(shipment: Shipment) -> None:
    awb = str(shipment.awb)
    with assertNumQueries(2):
        public_parcel(awb)
    with assertNumQueries(0):
        assert public_parcel(awb) is not None
    with translation.override("en"), assertNumQueries(2):
        public_parcel(awb)
    with assertNumQueries(1):
        assert public_parcel("NOBODY123") is None
    with assertNumQueries(0):
        assert public_parcel("NOBODY123") is None


def test_what_people_type() -> None:
    assert clean_airway_bill(" 0102-0304 0506 ") == "010203040506"
    assert clean_airway_bill("jx12345678") == "JX12345678"
    assert clean_airway_bill("12345") == clean_airway_bill("../etc") == clean_airway_bill("9" * 21) == ""
