"""Whose parcel an airway bill is."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.lib.clock import wib
from komship.lib.phone import local_phone
from orders.selectors.airway_bills import order_of_airway_bill, orders_with_airway_bill

LONGEST_SEARCH = 100


class SearchInput(serializers.Serializer[Any]):
    search = serializers.CharField(default="", allow_blank=True, max_length=LONGEST_SEARCH)


class SearchAirwayBills(SellerEndpoint):
    """Parcels by airway bill, order number, phone or name; nothing typed finds nothing."""

    input = SearchInput
    right = Right.ORDER_VIEW

    def perform(self, *, search: str) -> list[dict[str, Any]]:
        orders = orders_with_airway_bill(self.access.partner_id, search)
        return [
            {
                "order_date": f"{order.ordered_on:%Y-%m-%d}",
                "customer_name": order.recipient_name,
                "airway_bill": order.shipment.awb,
                "cnote": order.shipment.awb,
            }
            for order in orders
            if order.shipment
        ]


class CheckAirwayBill(SellerEndpoint):
    """Whether an airway bill belongs to an order, and what it says."""

    right = Right.ORDER_VIEW

    def perform(self, *, no_resi: str, order_id: int) -> dict[str, Any]:
        order = order_of_airway_bill(self.access.partner_id, order_id=order_id, awb=no_resi[:20])
        booked_at = order.shipment.booked_at if order.shipment else None
        return {
            "airway_bill": no_resi,
            "receiver": order.recipient_name,
            "customer": order.recipient_name,
            "origin": order.origin_code,
            "destination": order.tariff_code,
            "phone": local_phone(order.recipient_phone),
            "airway_date": _minute(booked_at or order.created_at),
            "shipping": order.courier_name,
        }


def _minute(moment: datetime) -> str:
    return f"{wib(moment):%d-%m-%Y %H:%M}"
