"""What the database refuses, whatever the application does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Partner
from komship.lib import clock
from shipping.booking_states import BOOKING_ALLOWED, BookingState
from shipping.models import CourierService, Shipment, TrackingEvent
from tests.factories.shipping import service_of

pytestmark = pytest.mark.usefixtures("couriers")


def shipment(partner: Partner, **changes: Any) -> Shipment:
    now = clock.now()
    values: dict[str, Any] = {
        "reference": "KOM1",
        "partner": partner,
        "service": service_of("REG19"),
        "books_with": "jne",
        "tracks_with": "jne",
        "request": {},
        "request_hash": "x",
        "attempted_at": now,
        "resolve_after_at": now,
    }
    with transaction.atomic():
        return Shipment.objects.create(**values | changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("shipment_booked_has_awb", {"booking_state": "booked"}),
        ("shipment_booked_has_awb", {"booking_state": "booked", "awb": "", "booked_at": clock.now()}),
        ("shipment_booked_has_awb", {"booking_state": "booked", "awb": "0101"}),
        ("shipment_awb_only_when_booked", {"awb": "0101"}),
        ("shipment_unknown_gets_resolved", {"booking_state": "unknown", "resolve_after_at": None}),
        ("shipment_calling_has_lease", {"booking_state": "calling", "attempted_at": None}),
        ("shipment_calling_has_lease", {"booking_state": "calling", "resolve_after_at": None}),
        ("shipment_return_state_known", {"return_state": 3}),
        ("shipment_delivered_has_time", {"status": "delivered"}),
        ("shipment_returned_is_received", {"status": "return_received", "return_state": 1}),
    ],
)
def test_impossible_parcels(siti_partner: Partner, constraint: str, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        shipment(siti_partner, **changes)


def test_one_shipment_per_order_and_one_order_per_airway_bill(siti_partner: Partner) -> None:
    booked = {"booking_state": "booked", "awb": "0101", "booked_at": clock.now()}
    shipment(siti_partner, **booked)

    with pytest.raises(IntegrityError, match="reference"):
        shipment(siti_partner)
    with pytest.raises(IntegrityError, match="awb"):
        shipment(siti_partner, reference="KOM2", **booked)


def test_one_row_per_scan(siti_partner: Partner) -> None:
    values = {"shipment": shipment(siti_partner), "code": "OP1", "text": "a", "event_class": "Pickup"}
    moment = clock.now()
    TrackingEvent.objects.create(occurred_at=moment, recorded_at=moment, **values)

    with pytest.raises(IntegrityError, match="tracking_event_once"), transaction.atomic():
        TrackingEvent.objects.create(occurred_at=moment, recorded_at=moment + timedelta(hours=1), **values)


def test_open_service_has_an_adapter() -> None:
    with pytest.raises(IntegrityError, match="service_active_has_adapter"), transaction.atomic():
        CourierService.objects.filter(code="SIUNT").update(books_with="")


def test_every_booking_state_has_its_row_of_moves() -> None:
    assert set(BOOKING_ALLOWED) == set(BookingState)
    assert BOOKING_ALLOWED[BookingState.CANCELLED] == frozenset()
    assert BookingState.PENDING not in BOOKING_ALLOWED[BookingState.UNKNOWN]
