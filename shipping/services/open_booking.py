from dataclasses import dataclass
from typing import Any

from komship.core.outbox import emit
from komship.lib import db
from komship.lib.compiled import CompiledQuery
from shipping.booking_states import FROZEN, BookingState
from shipping.carriers.base import CarrierRejected, Handover, ParcelRequest, Party, PickupPlan
from shipping.carriers.registry import UnknownCarrier, carrier
from shipping.errors import (
    AlreadyBooked,
    BookingClosed,
    BookingInFlight,
    DestinationNotFound,
    ParcelRefused,
    ServiceNotOffered,
)
from shipping.events import BookingOpened
from shipping.models import CourierService, Destination, Shipment
from shipping.selectors.place_codes import place_codes, route_codes
from shipping.services._transition import reopen_booking

_SERVICE = CompiledQuery(lambda pk: CourierService.objects.filter(pk=pk, is_active=True))
_DESTINATION = CompiledQuery(lambda pk: Destination.objects.filter(pk=pk))


@dataclass(frozen=True, kw_only=True)
class BookingRequest:
    """A parcel as orders know it; codes of the courier are filled in here.

    `reference` is the order number (at most 20 of A-Z, 0-9, -): the idempotency key at the courier.
    Weights in grams, money in whole rupiah, phones as 628.... Without `pickup` the seller drops the
    parcel off. `origin_id` is the place of the pickup address, `shipping_rp` the price she was shown.
    """

    reference: str
    partner_id: int
    service_id: int
    destination_id: int
    origin_code: str
    sender: Party
    recipient: Party
    weight_g: int
    billed_kg: int
    quantity: int
    goods_description: str
    goods_value_rp: int
    is_cod: bool = False
    cod_amount_rp: int = 0
    is_insured: bool = False
    instruction: str = ""
    pickup: PickupPlan | None = None
    origin_id: int = 0
    shipping_rp: int = 0
    volume_cm3: int = 0
    # The courier's promise when the price was quoted; None when it made none.
    promised_days: int | None = None


def open_booking(request: BookingRequest) -> Shipment:
    """Create the shipment of an order, or open a refused one again, and have it booked.

    Runs in the caller's transaction and locks the shipment row. The payload is frozen here. Calling
    it again with the same parcel changes nothing. Raises ParcelRefused (values the courier cannot
    carry), ServiceNotOffered, DestinationNotFound, BookingInFlight, AlreadyBooked, BookingClosed.
    """
    db.require_transaction()
    service = _SERVICE.first(request.service_id)
    if service is None:
        raise ServiceNotOffered
    destination = _DESTINATION.first(request.destination_id)
    if destination is None:
        raise DestinationNotFound
    parcel = _parcel(request, service, destination)
    _check(service.books_with, parcel)
    frozen = _frozen(request, service, parcel)
    shipment, is_new = Shipment.objects.select_for_update().get_or_create(
        reference=request.reference, defaults={"partner_id": request.partner_id, **frozen}
    )
    if is_new or _open_again(shipment, frozen):
        emit(BookingOpened(shipment_id=shipment.pk, reference=shipment.reference))
    return shipment


def _open_again(shipment: Shipment, frozen: dict[str, Any]) -> bool:
    """Put a new payload on a booking that certainly does not exist at the courier."""
    state = BookingState(shipment.booking_state)
    # A number that a carrier without idempotency has seen is never sent to it again.
    if state is BookingState.CANCELLED or (state is BookingState.REJECTED and shipment.carrier_order):
        raise BookingClosed
    is_same = shipment.request_hash == frozen["request_hash"]
    if is_same and state is not BookingState.REJECTED:
        return False
    if state is BookingState.BOOKED:
        raise AlreadyBooked
    if state in FROZEN:
        raise BookingInFlight
    reopen_booking(shipment, **frozen)
    return True


def _parcel(request: BookingRequest, service: CourierService, destination: Destination) -> ParcelRequest:
    origin_code, destination_code = route_codes(
        service.books_with,
        place_codes([service.books_with], [request.origin_id, destination.pk]),
        origin=(request.origin_id, request.origin_code),
        destination=destination,
    )
    return ParcelRequest(
        order_number=request.reference,
        handover=Handover.PICKUP if request.pickup else Handover.DROPOFF,
        service_family=service.family,
        service_code=service.code,
        origin_code=origin_code,
        destination_code=destination_code,
        sender=request.sender,
        recipient=request.recipient,
        weight_g=request.weight_g,
        billed_kg=request.billed_kg,
        quantity=request.quantity,
        goods_description=request.goods_description,
        goods_value_rp=request.goods_value_rp,
        is_cod=request.is_cod,
        cod_amount_rp=request.cod_amount_rp if request.is_cod else 0,
        is_insured=request.is_insured,
        instruction=request.instruction,
        pickup=request.pickup,
        shipping_rp=request.shipping_rp,
        volume_cm3=request.volume_cm3,
    )


def _check(adapter: str, parcel: ParcelRequest) -> None:
    try:
        carrier(adapter).check(parcel)
    except UnknownCarrier as error:
        raise ServiceNotOffered from error
    except CarrierRejected as refusal:
        raise ParcelRefused(
            refusal.reason, fields={name: [text] for name, text in refusal.fields.items()}
        ) from refusal


def _frozen(request: BookingRequest, service: CourierService, parcel: ParcelRequest) -> dict[str, Any]:
    return {
        "service_id": service.pk,
        "destination_id": request.destination_id,
        "is_cod": request.is_cod,
        "promised_days": request.promised_days,
        "books_with": service.books_with,
        "tracks_with": service.tracks_with or service.books_with,
        "request": parcel.to_json(),
        "request_hash": parcel.payload_hash(),
    }
