from django.db import transaction

from accounts.selectors.warehouses import warehouse_list
from accounts.services import complete_mission
from accounts.states import Mission
from komship.core.audit import Actor, record
from shipping.errors import CourierClosed, CourierNotFound, NoPickupAddress
from shipping.models import Courier, PartnerCourier


def switch_courier(
    courier_id: int, *, partner_id: int, is_active: bool, actor: Actor | None = None
) -> PartnerCourier:
    """Offer a courier to this seller's orders, or stop offering it; orders made before are not touched.

    Switching on needs a pickup address with a complete region, because the courier has to come there.
    Raises CourierNotFound, CourierClosed, NoPickupAddress.
    """
    courier = Courier.objects.filter(pk=courier_id, is_listed=True).first()
    if courier is None:
        raise CourierNotFound
    if is_active and not courier.is_open:
        raise CourierClosed(courier.closed_reason)
    if is_active and not warehouse_list(partner_id).exclude(origin_code="").exists():
        raise NoPickupAddress
    with transaction.atomic():
        row, _ = PartnerCourier.objects.update_or_create(
            partner_id=partner_id, courier_id=courier_id, defaults={"is_active": is_active}
        )
        if is_active:
            complete_mission(partner_id, Mission.COURIER)
        record(
            "courier.switched",
            row,
            actor=actor,
            change=(None, {"courier": courier.code, "is_active": is_active}),
        )
    return row
