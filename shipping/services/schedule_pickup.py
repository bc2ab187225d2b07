from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from accounts.selectors.warehouses import warehouse_detail
from accounts.states import Vehicle
from komship.lib import clock, db
from komship.lib.phone import normalize_phone
from komship.lib.text import fold_spaces
from shipping.errors import PickupSlotRefused, PickupTokenTaken, ShipmentNotFound
from shipping.models import Pickup, Shipment
from shipping.rules.pickup_hours import slot_refusal


@dataclass(frozen=True, kw_only=True)
class PickupRequest:
    """When and where a courier shall come. Date and time are Jakarta wall clock.

    Clients send one call per parcel under one `token`: the same token is the same pickup.
    """

    partner_id: int
    warehouse_id: int
    token: str
    pickup_on: date
    pickup_time: time
    vehicle: str = Vehicle.MOTOR
    contact_name: str = ""
    contact_phone: str = ""


def schedule_pickup(request: PickupRequest) -> Pickup:
    """The pickup of this token, made when it is new. Runs in the caller's transaction.

    A known token is not judged by the clock again: its first parcel was in time. Raises
    WarehouseNotFound, PickupSlotRefused, PickupTokenTaken, InvalidInput (phone).
    """
    db.require_transaction()
    known = _known(request)
    if known is not None:
        return _same(known, request)
    warehouse = warehouse_detail(request.partner_id, request.warehouse_id)
    _require_slot(request)
    phone = normalize_phone(request.contact_phone) if request.contact_phone else warehouse.contact_phone
    pickup, _is_new = Pickup.objects.get_or_create(
        partner_id=request.partner_id,
        token=request.token,
        defaults={
            "warehouse_id": warehouse.pk,
            "warehouse_name": warehouse.name,
            "address_line": warehouse.address_line,
            "pickup_on": request.pickup_on,
            "pickup_time": request.pickup_time,
            "vehicle": request.vehicle,
            "contact_name": fold_spaces(request.contact_name)[:60] or warehouse.contact_name,
            "contact_phone": phone,
        },
    )
    return _same(pickup, request)


def require_free_slot(request: PickupRequest) -> None:
    """Find out before many parcels are asked for whether the pickup can be had. Writes nothing.

    Raises what `schedule_pickup` raises for the slot and the token.
    """
    known = _known(request)
    if known is not None:
        _same(known, request)
    else:
        _require_slot(request)


def attach_to_pickup(pickup: Pickup, reference: str) -> None:
    """Put an order's parcel on a pickup. Runs in the caller's transaction. Raises ShipmentNotFound."""
    db.require_transaction()
    mine = Shipment.objects.for_partner(pickup.partner_id).filter(reference=reference)
    db.require_one(mine.update(pickup=pickup, updated_at=clock.now()), ShipmentNotFound())


def _known(request: PickupRequest) -> Pickup | None:
    return Pickup.objects.for_partner(request.partner_id).filter(token=request.token).first()


def _same(pickup: Pickup, request: PickupRequest) -> Pickup:
    asked = (request.warehouse_id, request.pickup_on, request.pickup_time)
    if (pickup.warehouse_id, pickup.pickup_on, pickup.pickup_time) != asked:
        raise PickupTokenTaken
    return pickup


def _require_slot(request: PickupRequest) -> None:
    refusal = slot_refusal(request.pickup_on, request.pickup_time, now=clock.now())
    if refusal is not None:
        raise PickupSlotRefused(refusal, fields={"pickup_time": [refusal]})
    if request.vehicle not in Vehicle.values:
        text = _("Kendaraan tidak dikenal.")
        raise PickupSlotRefused(text, fields={"vehicle": [text]})
    if not request.token.strip() or len(request.token) > 64:
        text = _("Token penjemputan tidak berlaku.")
        raise PickupSlotRefused(text, fields={"token": [text]})
