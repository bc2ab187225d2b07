"""The seller has sent the parcel herself and types the airway bill of her receipt."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from finance.services.amend_parcel import amend_parcel
from finance.services.describe_parcel import describe_parcel
from komship.core import audit
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput
from orders.errors import OrderNotChangeable
from orders.models import Order
from orders.selectors.locked import locked_order
from orders.services._money import parcel_terms
from orders.services._transition import Move, set_shipment, transition
from orders.services.follow_parcel import follow_parcel
from orders.states import OrderStatus, is_editable
from shipping.services.adopt_parcel import OwnParcel, adopt_parcel

# JNE 16 digits, SICEPAT 12, IDEXPRESS `IDE` and 12 digits.
_AIRWAY_BILL = re.compile(r"[A-Z0-9-]{8,20}")


def set_airway_bill(partner_id: int, order_id: int, airway_bill: str, *, actor: Actor) -> Order:
    """The order counts as sent; its parcel is tracked, its money is no longer ours.

    She has paid the courier, so held shipping goes back and nothing will be charged or compensated.
    Not for COD: the courier would collect for her, not for us, and anybody could type the airway bill
    of a parcel that was delivered. One transaction; locks the order, its stock, the parcel's money
    and the seller's accounts.

    Raises OrderNotFound, OrderNotChangeable, InvalidInput, AirwayBillTaken.
    """
    awb = airway_bill.strip().upper()
    if not _AIRWAY_BILL.fullmatch(awb):
        text = _("Nomor resi harus 8 sampai 20 huruf atau angka.")
        raise InvalidInput(text, fields={"airway_bill": [text]})
    with transaction.atomic():
        order = locked_order(partner_id, order_id)
        _require_own_sending(order)
        _pay_nothing_for_shipping(order)
        shipment = adopt_parcel(
            OwnParcel(
                reference=order.number,
                partner_id=partner_id,
                service_id=order.service_id,
                destination_id=order.destination_id,
                awb=awb,
                recipient_name=order.recipient_name,
                address_line=order.address_line,
            )
        )
        set_shipment(order, shipment)
        note = _("Dikirim sendiri dengan resi %(awb)s") % {"awb": awb}
        transition(order, Move(OrderStatus.BOOKING, actor.label, note=note))
        follow_parcel(order.number)
        describe_parcel(order.number, cnote=awb)
        audit.record("order.airway_bill", order, actor=actor, change=(None, {"airway_bill": awb}))
    order.refresh_from_db()
    return order


def _require_own_sending(order: Order) -> None:
    if not is_editable(order.status) or order.shipment is not None:
        raise OrderNotChangeable(
            _("Pesanan ini sudah diajukan ke kurir, jadi resinya tidak bisa diisi sendiri.")
        )
    if order.is_cod:
        raise OrderNotChangeable(
            _("Pesanan COD hanya bisa dikirim lewat pickup. Resi sendiri hanya untuk transfer.")
        )


def _pay_nothing_for_shipping(order: Order) -> None:
    """What the buyer paid for shipping stays hers: it becomes another cost of the order."""
    columns = {
        "additional_rp": order.additional_rp + order.shipping_rp,
        "shipping_rp": 0,
        "cashback_rp": 0,
        "cashback_bp": 0,
        "net_rp": order.total_rp,
    }
    Order.objects.filter(pk=order.pk).update(**columns)
    for name, value in columns.items():
        setattr(order, name, value)
    amend_parcel(parcel_terms(order))
