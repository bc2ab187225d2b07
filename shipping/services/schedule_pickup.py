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
from shipping.pickup_states import PickupStatus
from shipping.rules.pickup_hours import slot_refusal
from shipping.services.follow_pickup import follow_pickup


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
    """Put an order's parcel on a pickup, which may bring a cancelled one back to life.

    Runs in the caller's transaction and locks the shipment row, then the pickups concerned. Raises
    ShipmentNotFound.
    """
    db.require_transaction()
    shipment = _locked_shipment(reference, partner_id=pickup.partner_id)
    if shipment is None:
        raise ShipmentNotFound
    left = shipment.pickup_id
    _put_on(shipment, pickup)
    if left not in (None, pickup.pk):
        follow_pickup(left)
    if pickup.status != PickupStatus.SCHEDULED:
        follow_pickup(pickup.pk)


def leave_pickup(partner_id: int, reference: str) -> None:
    """Take an order's parcel off the pickup it was refused on; nothing when it has none.

    Runs in the caller's transaction and locks the shipment row, then the pickup.
    """
    db.require_transaction()
    shipment = _locked_shipment(reference, partner_id=partner_id)
    if shipment is None or shipment.pickup_id is None:
        return
    left = shipment.pickup_id
    _put_on(shipment, None)
    follow_pickup(left)


def _locked_shipment(reference: str, *, partner_id: int) -> Shipment | None:
    mine = Shipment.objects.for_partner(partner_id).filter(reference=reference)
    return mine.select_for_update(no_key=True).first()


def _put_on(shipment: Shipment, pickup: Pickup | None) -> None:
    shipment.pickup = pickup
    shipment.save(update_fields=["pickup", "updated_at"])


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
