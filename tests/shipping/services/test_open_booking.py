from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from accounts.models import Partner
from komship.core.models import EventDelivery
from komship.lib.db import NotInTransaction
from komship.lib.errors import StaleState
from shipping.booking_states import BookingState
from shipping.carriers.base import ParcelRequest
from shipping.errors import (
    AlreadyBooked,
    BookingClosed,
    BookingInFlight,
    DestinationNotFound,
    ParcelRefused,
    ServiceNotOffered,
)
from shipping.models import CarrierPlaceCode, CourierService, Shipment
from shipping.services import cancel_booking, open_booking, retry_booking
from shipping.services.open_booking import BookingRequest
from tests.factories.sandbox import AYU_IN_BANDUNG
from tests.factories.shipping import booking_request, open_cod_parcel, open_parcel, service_of

pytestmark = pytest.mark.usefixtures("couriers")


def in_transaction(request: BookingRequest) -> Shipment:
    with transaction.atomic():
        return open_booking(request)


def deliveries() -> int:
    return EventDelivery.objects.filter(handler="shipping.book_parcel").count()


def put_into(shipment: Shipment, state: BookingState) -> None:
    """As if a worker had brought it there."""
    Shipment.objects.filter(pk=shipment.pk).update(
        booking_state=state,
        attempted_at=shipment.created_at,
        resolve_after_at=shipment.created_at,
        **({"awb": "0101", "booked_at": shipment.created_at} if state == BookingState.BOOKED else {}),
    )


def edited(partner: Partner) -> BookingRequest:
    return booking_request(partner, recipient=replace(AYU_IN_BANDUNG, address_line="Jl. Baru 9"))


def test_freezes_the_parcel_with_the_couriers_codes(siti_partner: Partner) -> None:
    shipment = open_parcel(siti_partner)

    parcel = ParcelRequest.from_json(shipment.request)
    assert (parcel.order_number, parcel.service_family, parcel.service_code) == (
        "KOM2611210001",
        "REG",
        "REG19",
    )
    assert (parcel.destination_code, parcel.cod_amount_rp) == ("BDO10000", 114_000)
    assert shipment.request_hash == parcel.payload_hash()
    assert (shipment.booking_state, shipment.status) == ("pending", "created")
    assert (shipment.books_with, shipment.tracks_with) == ("jne", "jne")
    assert deliveries() == 1


def test_without_cod_nothing_is_collected(siti_partner: Partner) -> None:
    shipment = open_parcel(siti_partner, is_cod=False)

    assert ParcelRequest.from_json(shipment.request).cod_amount_rp == 0


def test_same_parcel_again_changes_nothing(siti_partner: Partner) -> None:
    first, second = open_parcel(siti_partner), open_parcel(siti_partner)

    assert first.pk == second.pk
    assert deliveries() == 1


def test_waiting_booking_takes_a_new_payload(siti_partner: Partner) -> None:
    open_parcel(siti_partner)

    shipment = in_transaction(edited(siti_partner))

    assert ParcelRequest.from_json(shipment.request).recipient.address_line == "Jl. Baru 9"
    assert shipment.booking_state == BookingState.PENDING


def test_refused_booking_is_opened_again(siti_partner: Partner) -> None:
    put_into(open_parcel(siti_partner), BookingState.REJECTED)

    shipment = open_parcel(siti_partner)

    assert shipment.booking_state == BookingState.PENDING
    assert deliveries() == 2


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (BookingState.CALLING, BookingInFlight),
        (BookingState.UNKNOWN, BookingInFlight),
        (BookingState.BOOKED, AlreadyBooked),
    ],
)
def test_payload_is_frozen_once_it_may_be_at_the_courier(
    siti_partner: Partner, state: BookingState, refusal: type[Exception]
) -> None:
    shipment = open_parcel(siti_partner)
    put_into(shipment, state)

    with pytest.raises(refusal):
        in_transaction(edited(siti_partner))

    assert open_parcel(siti_partner).booking_state == state
    assert Shipment.objects.get().request_hash == shipment.request_hash


def test_cancelled_booking_stays_closed(siti_partner: Partner) -> None:
    open_parcel(siti_partner)
    with transaction.atomic():
        cancel_booking("KOM2611210001")

    with pytest.raises(BookingClosed):
        open_parcel(siti_partner)


def test_parcel_the_courier_cannot_carry(siti_partner: Partner) -> None:
    nobody = replace(AYU_IN_BANDUNG, address_line="Jalan " * 60)

    with pytest.raises(ParcelRefused) as refusal:
        open_parcel(siti_partner, recipient=nobody)

    assert refusal.value.message
    assert refusal.value.fields
    assert not Shipment.objects.exists()


def test_service_that_is_not_offered(siti_partner: Partner) -> None:
    CourierService.objects.filter(code="REG19").update(is_active=False)

    with pytest.raises(ServiceNotOffered):
        open_parcel(siti_partner, service_id=service_of("REG19").pk)


def test_unknown_destination(siti_partner: Partner) -> None:
    with pytest.raises(DestinationNotFound):
        open_parcel(siti_partner, destination_id=0)


@pytest.mark.django_db(transaction=True)
def test_needs_the_callers_transaction(siti_partner: Partner) -> None:
    with pytest.raises(NotInTransaction):
        open_booking(booking_request(siti_partner))


# ---- couriers with place codes of their own ----------------------------------------------


def test_freezes_the_codes_of_the_carrier(siti_partner: Partner) -> None:
    codes = {
        row.destination.village: row.code
        for row in CarrierPlaceCode.objects.filter(destination__village__in=["Gambir", "Cihapit"])
    }

    parcel = ParcelRequest.from_json(open_cod_parcel(siti_partner).request)

    assert (parcel.origin_code, parcel.destination_code) == (codes["Gambir"], codes["Cihapit"])
    assert (parcel.shipping_rp, parcel.volume_cm3) == (20_000, 6_000)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"origin_id": 0}, "origin_code"),
        ({"is_cod": False}, "is_cod"),
        ({"cod_amount_rp": 20_000}, "cod_amount_rp"),
        ({"pickup": None}, "pickup"),
    ],
)
def test_what_shipper_cannot_carry_is_refused_in_words(
    siti_partner: Partner, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ParcelRefused) as refusal:
        open_cod_parcel(siti_partner, **changes)

    assert set(refusal.value.fields) == {field}
    assert not Shipment.objects.exists()


def test_a_number_a_carrier_without_idempotency_knows_is_spent(siti_partner: Partner) -> None:
    shipment = open_cod_parcel(siti_partner)
    Shipment.objects.filter(pk=shipment.pk).update(booking_state=BookingState.REJECTED, carrier_order="X")

    with pytest.raises(BookingClosed):
        open_cod_parcel(siti_partner, goods_description="Gamis merah")
    with pytest.raises(StaleState):
        retry_booking(shipment.pk, actor=None)

    Shipment.objects.filter(pk=shipment.pk).update(carrier_order="")
    assert open_cod_parcel(siti_partner, goods_description="Gamis merah").booking_state == "pending"
