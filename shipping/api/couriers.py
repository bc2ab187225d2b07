from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.errors import PartnerNotServed
from komship.api.fields import IdField
from shipping.selectors.couriers import courier_image_url, courier_switches, listed_couriers
from shipping.services import switch_courier


class CourierNames(SellerEndpoint):
    """Couriers by name, for filters."""

    open_to_keys = True

    def perform(self) -> list[dict[str, str]]:
        return [{"shipping_name": row.name} for row in listed_couriers()]


class SwitchListInput(serializers.Serializer[Any]):
    is_komship = serializers.IntegerField(min_value=0, max_value=1, required=False, default=1)


class CourierSwitches(SellerEndpoint):
    """All couriers with the seller's switch, active ones first: clients look at the first row only.

    A seller has no couriers of her own outside Komship, so `is_komship=0` shows none of them on.
    """

    open_to_keys = True
    input = SwitchListInput
    partner_in_query = True

    def perform(self, *, is_komship: int) -> list[dict[str, Any]]:
        ours = bool(is_komship)
        return [
            {
                "shipment_id": row.courier_id,
                "shipping_name": row.name,
                "is_active": int(row.is_active and ours),
                "is_komship": int(ours),
                "reason": row.closed_reason,
            }
            for row in courier_switches(self.access.partner_id)
        ]


class CourierSettings(SellerEndpoint):
    """Every courier, switched on or not, for the settings page."""

    open_to_keys = True
    partner_in_query = True

    def perform(self) -> list[dict[str, Any]]:
        return [
            {
                "id": row.courier_id,
                "shipping_name": row.name,
                "image_path": self.request.build_absolute_uri(courier_image_url(row.image_path)),
                "is_active": int(row.is_active),
                "reason": row.closed_reason,
            }
            for row in courier_switches(self.access.partner_id)
        ]


class SwitchInput(serializers.Serializer[Any]):
    is_active = serializers.BooleanField()
    partner_id = IdField(required=False, allow_null=True, default=None)


class SwitchCourier(SellerEndpoint):
    """Name and kind of the courier come along in the body; the path says which one is meant."""

    input = SwitchInput
    message = "Shipment updated successfully"

    def perform(self, *, shipping_id: int, is_active: bool, partner_id: int | None) -> None:
        if partner_id and partner_id != self.access.partner_id:
            raise PartnerNotServed
        switch_courier(shipping_id, partner_id=self.access.partner_id, is_active=is_active, actor=self.actor)
