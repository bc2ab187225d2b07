"""A parcel the seller has given to a courier herself: only its journey is our business."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from komship.lib import clock, db
from shipping.booking_states import BookingState
from shipping.errors import AirwayBillTaken
from shipping.models import CourierService, Shipment
from shipping.states import ShipmentStatus


@dataclass(frozen=True, kw_only=True)
class OwnParcel:
    """`reference` is the order number, `awb` what stands on the seller's own receipt."""

    reference: str
    partner_id: int
    service_id: int
    destination_id: int
    awb: str
    recipient_name: str
    address_line: str


def adopt_parcel(parcel: OwnParcel) -> Shipment:
    """A shipment that counts as picked up and is tracked from now on; nobody books it.

    Runs in the caller's transaction. Raises AirwayBillTaken when any parcel of anybody has this
    airway bill, and IntegrityError for a reference that has a shipment already.
    """
    db.require_transaction()
    now = clock.now()
    service = CourierService.objects.get(pk=parcel.service_id)
    shipment = Shipment(
        reference=parcel.reference,
        partner_id=parcel.partner_id,
        service=service,
        destination_id=parcel.destination_id,
        books_with="",
        tracks_with=service.tracks_with or service.books_with,
        request={"recipient": {"name": parcel.recipient_name, "address_line": parcel.address_line}},
        request_hash="",
        booking_state=BookingState.BOOKED,
        booked_at=now,
        awb=parcel.awb,
        status=ShipmentStatus.PICKED_UP.value,
        picked_up_at=now,
        next_poll_at=now,
    )
    if Shipment.objects.filter(awb=parcel.awb).exists():
        raise AirwayBillTaken
    try:
        with transaction.atomic():
            shipment.save(force_insert=True)
    except IntegrityError as error:
        # Somebody else has just typed the same number.
        if not Shipment.objects.filter(awb=parcel.awb).exists():
            raise
        raise AirwayBillTaken from error
    return shipment
