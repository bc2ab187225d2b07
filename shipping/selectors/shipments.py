from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shipping.booking_states import BookingState
from shipping.carriers.base import Scan
from shipping.carriers.registry import tracker
from shipping.models import Shipment, TrackingEvent

MOST_AWBS = 50


@dataclass(frozen=True)
class HistoryLine:
    """One step of a parcel in the reader's words. `event_class` is the contract's word for it."""

    occurred_at: datetime
    code: str
    text: str
    event_class: str


@dataclass(frozen=True)
class ParcelHistory:
    """A parcel with its steps, oldest first. `receiver` is empty until it is delivered."""

    shipment: Shipment
    recipient_name: str
    recipient_address: str
    receiver: str
    last_text: str
    lines: list[HistoryLine]


def parcel_histories(partner_id: int, awbs: Sequence[str]) -> list[ParcelHistory]:
    """The seller's parcels with these airway bills, in the order asked. Unknown ones are left out.

    Two queries, however many.
    """
    wanted = list(dict.fromkeys(awbs))[:MOST_AWBS]
    rows = (
        Shipment.objects.for_partner(partner_id)
        .filter(awb__in=wanted)
        .select_related("service__courier")
        .prefetch_related("events")
    )
    found = {row.awb: row for row in rows}
    return [_history(found[awb]) for awb in wanted if awb in found]


def tracking_lines(shipment: Shipment) -> list[HistoryLine]:
    """The steps of one parcel, oldest first, for a page. One query unless `events` are prefetched."""
    adapter = tracker(shipment.tracks_with)
    return [
        HistoryLine(
            occurred_at=event.occurred_at,
            code=event.code,
            text=adapter.describe(as_scan(event)),
            event_class=event.event_class,
        )
        for event in shipment.events.all()
    ]


def ids_to_refresh(awbs: Sequence[str] = ()) -> list[int]:
    """Parcels to ask about: those with these airway bills, else every one that is still open."""
    rows = Shipment.objects.filter(booking_state=BookingState.BOOKED)
    rows = rows.filter(awb__in=awbs) if awbs else rows.filter(next_poll_at__isnull=False)
    return list(rows.order_by("next_poll_at", "pk").values_list("pk", flat=True))


def _history(shipment: Shipment) -> ParcelHistory:
    recipient = shipment.request.get("recipient", {})
    events = list(shipment.events.all())
    delivered = shipment.delivered_at is not None
    return ParcelHistory(
        shipment=shipment,
        recipient_name=recipient.get("name", ""),
        recipient_address=recipient.get("address_line", ""),
        receiver=_receiver(events[-1].place) if delivered and events else "",
        last_text=events[-1].text if events else "",
        lines=tracking_lines(shipment),
    )


def _receiver(place: str) -> str:
    """Couriers write `name | time | city` into the brackets of the last scan."""
    return place.split("|")[0].strip()


def as_scan(event: TrackingEvent) -> Scan:
    """The stored scan in the carriers' form."""
    return Scan(code=event.code, text=event.text, occurred_at=event.occurred_at, place=event.place)
