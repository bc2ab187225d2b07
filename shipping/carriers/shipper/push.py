"""Shipper's webhooks: hints. Pure.

The sum in `auth` cannot be checked (its formula is not public), so anybody could have sent one. It names an
order and says "look again"; the status in it is not even read, and the poll that follows tells the truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from shipping.carriers.pushes import JsonObject, Push, PushedParcel, UnreadablePush, text_of


class ShipperPush:
    """The PushReader of Shipper."""

    code = "shipper"
    masked = frozenset({"auth", "name", "phone", "phone_number", "address"})

    def is_authentic(self, authorization: str) -> bool:
        return True

    def delivery_id(self, headers: Mapping[str, str], body: bytes) -> str:
        return ""

    def read(self, body: JsonObject, *, received_at: datetime) -> Push:
        """`external_id` is our order number; `tracking_id` and `order_id` are Shipper's own."""
        parcel = PushedParcel(awb=text_of(body.get("awb")), reference=text_of(body.get("external_id")))
        if not parcel.awb and not parcel.reference:
            raise UnreadablePush("neither external_id nor awb")
        status = body.get("internal_status")
        code = text_of(status.get("code")) if isinstance(status, dict) else ""
        return Push(kind=code or "status", parcels=(parcel,))
