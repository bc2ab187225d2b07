from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.api.seller_endpoint import SellerEndpoint
from komship.api.inputs import merged_input
from komship.lib import clock
from shipping.api.vocabulary import history_record
from shipping.errors import ShipmentNotFound
from shipping.selectors.couriers import courier_image_url
from shipping.selectors.shipments import ParcelHistory, parcel_histories


class BulkCheckAwb(SellerEndpoint):
    """Where several parcels are; a list in the order asked.

    Airway bills come in the query, in a body `{"data": ...}` or as a bare JSON string.
    """

    open_to_keys = True

    def perform(self) -> list[dict[str, Any]]:
        return [self._record(found) for found in self._found()]

    def _found(self) -> list[ParcelHistory]:
        found = parcel_histories(self.access.partner_id, _asked(merged_input(self.request)))
        if not found:
            raise ShipmentNotFound
        return found

    def _record(self, found: ParcelHistory) -> dict[str, Any]:
        shipment = found.shipment
        return {
            "airway_bill": shipment.awb,
            "receiver": found.receiver,
            "customer": found.recipient_name,
            "cnote_date": _minute(shipment.booked_at),
            "cnote_last_update": _minute(shipment.last_event_at),
            "airway_address": found.recipient_address,
            "last_status": found.last_text,
            "history": [history_record(line) for line in found.lines],
        }


class AwbHistory(BulkCheckAwb):
    """Where one parcel is: an object, with times as the courier prints them."""

    def perform(self) -> dict[str, Any]:  # type: ignore[override]
        found = self._found()[0]
        icon = courier_image_url(found.shipment.service.courier.image_path)
        return {
            **self._record(found),
            "cnote_date": _courier_time(found.shipment.booked_at),
            "cnote_last_update": _courier_time(found.shipment.last_event_at),
            "shipping_icon": self.request.build_absolute_uri(icon) if icon else None,
        }


def _asked(raw: Any) -> Sequence[str]:
    text = raw.get("data", "") if isinstance(raw, dict) else raw
    parts = text if isinstance(text, list) else str(text or "").split(",")
    return [part for part in (str(part).strip() for part in parts) if 0 < len(part) <= 20]


def _minute(moment: datetime | None) -> str | None:
    return None if moment is None else f"{clock.wib(moment):%d-%m-%Y %H:%M}"


def _courier_time(moment: datetime | None) -> str | None:
    return None if moment is None else f"{clock.wib(moment):%Y-%m-%dT%H:%M:%S.000+07:00}"
