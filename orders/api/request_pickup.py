"""Ask for a pickup: order by order under one token, or many at once."""

import datetime as dt
import hashlib
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right, Vehicle
from komship.api.envelope import Answer
from komship.api.fields import BlankAsNone, IdListField
from komship.lib.errors import DomainError
from orders.services.request_pickup import PickupSlot, request_pickup

ORDER_FAILED = 1002
BALANCE_TOO_LOW = 1006


class LooseDate(serializers.DateField):
    """`2026-11-22`, also without leading zeros as an old client writes it."""

    def to_internal_value(self, value: Any) -> Any:
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            value = f"{year}-{month:0>2}-{day:0>2}"
        return super().to_internal_value(value)


class LooseTime(serializers.TimeField):
    """`09:00`, `09:00:00` or `14:15:22Z`; the courier reads it as Jakarta wall clock."""

    def to_internal_value(self, value: Any) -> dt.time:
        parsed = super().to_internal_value(value.strip().rstrip("Zz") if isinstance(value, str) else value)
        return dt.time(parsed.hour, parsed.minute)


class PickupInput(serializers.Serializer[Any]):
    """`order` and `orders` mean the same; each takes a number or a list."""

    pickup_date = LooseDate()
    pickup_time = LooseTime()
    vehicle = serializers.CharField(max_length=10)
    pic = BlankAsNone(max_length=60)
    pic_phone = BlankAsNone(max_length=30)
    token = BlankAsNone(max_length=64)
    order = IdListField(required=False)
    orders = IdListField(required=False)

    def validate_vehicle(self, value: str) -> str:
        if value.upper() not in Vehicle.values:
            raise serializers.ValidationError(_("Kendaraan harus MOTOR, MOBIL, atau TRUCK."))
        return value.upper()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        ids = attrs.get("order") or attrs.get("orders")
        if not ids:
            raise serializers.ValidationError({"order": [_("Pilih pesanan yang mau dijemput.")]})
        slot = PickupSlot(
            token=attrs["token"] or _token_of(attrs, ids),
            pickup_on=attrs["pickup_date"],
            pickup_time=attrs["pickup_time"],
            vehicle=attrs["vehicle"],
            contact_name=attrs["pic"] or "",
            contact_phone=attrs["pic_phone"] or "",
        )
        return {"order_ids": ids, "slot": slot}


def _token_of(attrs: dict[str, Any], ids: list[int]) -> str:
    """Calls without a token: the same orders for the same slot are the same pickup."""
    text = f"{sorted(ids)} {attrs['pickup_date']} {attrs['pickup_time']}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class RequestPickupV3(SellerEndpoint):
    """The web client reads `code` in a 200 body: 200 done, 1002 this order failed, go on."""

    input = PickupInput
    right = Right.PICKUP_SUBMIT
    message = "Order stored successfully"

    def perform(self, *, order_ids: list[int], slot: PickupSlot) -> Answer | None:
        for order_id in order_ids:
            try:
                request_pickup(self.access.partner_id, order_id, slot, actor=self.actor)
            except DomainError as refusal:
                return Answer(status="failed", code=ORDER_FAILED, message=refusal.message or str(refusal))
        return None


class RequestPickupsV1(SellerEndpoint):
    """Many orders in one call; those that failed are named with their reason."""

    input = PickupInput
    right = Right.PICKUP_SUBMIT

    def perform(self, *, order_ids: list[int], slot: PickupSlot) -> Answer:
        failed: list[dict[str, Any]] = []
        for order_id in order_ids:
            try:
                request_pickup(self.access.partner_id, order_id, slot, actor=self.actor)
            except DomainError as refusal:
                failed.append({"order_id": order_id, "message": refusal.message or str(refusal)})
        data = {"pickup_error": failed}
        if len(failed) == len(order_ids):
            return Answer(status="failed", code=500, message=failed[0]["message"], data=data)
        return Answer(message="Order stored successfully", data=data)


class RequestPickupsV2(RequestPickupsV1):
    """As v1, with everything wrapped in `params`."""

    def raw_input(self) -> Any:
        raw = super().raw_input()
        wrapped = raw.get("params") if isinstance(raw, dict) else None
        return wrapped if isinstance(wrapped, dict) else raw
