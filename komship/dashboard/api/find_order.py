"""One order by its number or airway bill, for our other servers: with its ticket, if it has one."""

from typing import Any, ClassVar

from rest_framework import serializers

from komship.api.envelope import Answer, failure
from komship.api.fields import WordField
from komship.api.service_endpoint import ServiceEndpoint
from komship.dashboard.selectors.found_order import found_order
from komship.lib import clock
from komship.lib.phone import local_phone
from orders.api.order_detail import order_record
from orders.api.present import Presenter
from shipping.states import ShipmentStatus
from tickets.models import Ticket

NOT_SCANNED = {ShipmentStatus.CREATED, ShipmentStatus.READY_TO_SHIP}


class FindInput(serializers.Serializer[Any]):
    """`q`, or `search` as its clients write it."""

    q = WordField(max_length=40)
    search = WordField(max_length=40)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        number = (attrs["q"] or attrs["search"]).strip()
        if not number:
            raise serializers.ValidationError({"q": ["Isi nomor order atau nomor resi."]})
        return {"number": number}


class FindOrder(ServiceEndpoint):
    input = FindInput
    error_answers: ClassVar[dict[str, Answer]] = {"order_not_found": failure(404, "Pesanan tidak ditemukan.")}

    def perform(self, *, number: str) -> dict[str, Any]:
        found = found_order(number)
        order, shipment = found.order, found.order.shipment
        record = order_record(order, Presenter(self.request))
        return record | {
            "partner_id": order.partner_id,
            "partner_address_id": order.warehouse_id,
            "is_edited": int(order.edited_at is not None),
            "is_cnote_scan": int(shipment is not None and shipment.status not in NOT_SCANNED),
            "user_id_edited": None,
            "tracking_sales_id": order.sales_admin_id or 0,
            "custom_label": order.sender.name if order.sender else None,
            "sender_brand": _brand(order),
            "address_partner": [_address(order)],
            "product": [line | {"detail_id": line["id"]} for line in record["product"]],
            "ticket": _ticket(found.ticket),
        }


def _brand(order: Any) -> list[dict[str, Any]]:
    if order.sender is None:
        return []
    phone = local_phone(order.sender.phone)
    return [{"partner_id": order.partner_id, "name_label": order.sender.name, "no_hp": phone}]


def _address(order: Any) -> dict[str, Any]:
    row = order.warehouse
    made = f"{row.created_at:%Y-%m-%dT%H:%M:%S.%f}Z"
    return {
        "id": row.pk,
        "partner_id": row.partner_id,
        "name": row.name,
        "detail_address": row.address_line,
        "destination_id": row.destination_ref,
        "origin_code": row.origin_code,
        "zip_code": row.postal_code,
        "pic_name": row.contact_name,
        "pic_phone": local_phone(row.contact_phone),
        "is_default": int(row.is_default),
        "is_delete": int(row.deleted_at is not None),
        "created_at": made,
        "updated_at": made,
    }


def _ticket(ticket: Ticket | None) -> dict[str, Any] | None:
    if ticket is None:
        return None
    return {
        "id": ticket.pk,
        "ticket_no": ticket.number,
        "no_resi": ticket.airway_bill,
        "ticket_type_id": ticket.type_id,
        "ticket_type_name": ticket.type.name,
        "description": ticket.subject,
        "status": ticket.status,
        "created_at": clock.wib_text(ticket.created_at),
    }
