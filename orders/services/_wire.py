"""An order as the courier needs it."""

from accounts.models import Partner, SenderIdentity, Warehouse
from komship.lib.phone import InvalidPhone, normalize_phone
from orders.models import Order, OrderLine
from products.models import Product
from shipping.carriers.base import Party, PickupPlan, Vehicle
from shipping.models import Pickup
from shipping.services.open_booking import BookingRequest

LONGEST_DESCRIPTION = 60


def booking_request(order: Order, pickup: Pickup | None) -> BookingRequest:
    """The booking of an order with its warehouse, partner and sender loaded; one query for its lines.

    The amount to collect is the order's total; without COD nothing is collected.
    """
    lines = list(order.lines.select_related("product"))
    return BookingRequest(
        reference=order.number,
        partner_id=order.partner_id,
        service_id=order.service_id,
        destination_id=order.destination_id,
        origin_code=order.origin_code,
        origin_id=order.warehouse.destination_ref,
        sender=_sender(order),
        recipient=Party(
            name=order.recipient_name,
            phone=order.recipient_phone,
            address_line=order.address_line,
            village=order.village,
            district=order.district,
            city=order.city,
            province=order.province,
            postal_code=order.postal_code,
        ),
        weight_g=order.weight_g,
        billed_kg=order.billed_kg,
        quantity=1,
        goods_description=goods_description(lines),
        goods_value_rp=max(order.goods_rp - order.discount_rp, 0),
        is_cod=order.is_cod,
        cod_amount_rp=order.total_rp if order.is_cod else 0,
        instruction=order.note,
        pickup=_plan(pickup, order.warehouse) if pickup else None,
        shipping_rp=order.shipping_rp,
        volume_cm3=sum(line.quantity * _volume_cm3(line.product) for line in lines),
        promised_days=order.promised_days,
    )


def _volume_cm3(product: Product) -> int:
    return product.length_cm * product.width_cm * product.height_cm


def goods_description(lines: list[OrderLine]) -> str:
    """What is in the parcel, in as many words as fit the courier's field."""
    return ", ".join(f"{line.quantity}x {line.product_name}" for line in lines)


def sender_name(partner: Partner, sender: SenderIdentity | None) -> str:
    """The name on the label: the chosen identity, else the business, else the seller."""
    return sender.name if sender else partner.business_name or partner.name


def sender_phone(order: Order) -> str:
    """The first number of identity, business and warehouse that is one."""
    candidates = (
        order.sender.phone if order.sender else "",
        order.partner.business_phone,
        order.warehouse.contact_phone,
    )
    for candidate in candidates:
        try:
            return normalize_phone(candidate)
        except InvalidPhone:
            continue
    return order.warehouse.contact_phone


def _sender(order: Order) -> Party:
    warehouse = order.warehouse
    return Party(
        name=sender_name(order.partner, order.sender),
        phone=sender_phone(order),
        address_line=warehouse.address_line,
        village=warehouse.village,
        district=warehouse.district,
        city=warehouse.city,
        province=warehouse.province,
        postal_code=warehouse.postal_code,
    )


def _plan(pickup: Pickup, warehouse: Warehouse) -> PickupPlan:
    return PickupPlan(
        on=pickup.pickup_on,
        time=f"{pickup.pickup_time:%H:%M}",
        contact_name=pickup.contact_name,
        contact_phone=pickup.contact_phone,
        address_line=pickup.address_line,
        district=warehouse.district,
        city=warehouse.city,
        vehicle=Vehicle(pickup.vehicle),
    )
