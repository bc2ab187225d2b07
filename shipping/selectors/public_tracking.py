"""A parcel as anybody who knows its airway bill may see it."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.utils.translation import get_language

from komship.lib.clock import wib
from shipping.carriers.base import Tracker
from shipping.carriers.registry import tracker
from shipping.models import Shipment, TrackingEvent
from shipping.rules.masking import masked_name, without_numbers
from shipping.selectors.shipments import as_scan
from shipping.states import EventClass, ShipmentStatus
from shipping.status_texts import EVENT_TEXTS

KEPT_FOR_S = 60
_AWB = re.compile(r"[A-Z0-9]{6,20}")
# Elsewhere the courier's brackets may name a person.
_SHOWS_PLACE = frozenset({EventClass.PICKUP, EventClass.PROCESS})
_ON_THE_WAY_OUT = frozenset(
    {
        ShipmentStatus.READY_TO_SHIP,
        ShipmentStatus.PICKED_UP,
        ShipmentStatus.IN_TRANSIT,
        ShipmentStatus.OUT_FOR_DELIVERY,
        ShipmentStatus.DELIVERY_FAILED,
    }
)


@dataclass(frozen=True, slots=True)
class PublicStep:
    """One scan in words. `event_class` decides how it looks."""

    occurred_at: datetime
    text: str
    place: str
    event_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicParcel:
    """`expected_on`: the courier's promise, a Jakarta date, while the parcel is on its way out."""

    awb: str
    courier: str
    service: str
    status: str
    recipient: str
    city: str
    origin_city: str
    expected_on: date | None
    ended_at: datetime | None
    steps: list[PublicStep] = field(default_factory=list)


def clean_airway_bill(text: str) -> str:
    """What somebody typed as an airway bill; empty when it cannot be one."""
    compact = re.sub(r"[\s.-]", "", text).upper()
    return compact if _AWB.fullmatch(compact) else ""


def public_parcel(awb: str) -> PublicParcel | None:
    """The parcel without anything that leads to a person; None for a number we do not carry.

    Found or not, the answer is kept for a minute in the reader's language, so that a link that is
    passed around costs one look. At most two queries; the courier is not asked.
    """
    key = f"public-parcel:{get_language()}:{awb}"
    kept: tuple[PublicParcel | None] | None = cache.get(key)
    if kept is None:
        kept = (_read(awb),)
        cache.set(key, kept, KEPT_FOR_S)
    return kept[0]


def _read(awb: str) -> PublicParcel | None:
    rows = Shipment.objects.select_related("service__courier").prefetch_related("events")
    shipment = rows.filter(awb=awb).first()
    if shipment is None:
        return None
    recipient, sender = shipment.request.get("recipient", {}), shipment.request.get("sender", {})
    adapter = tracker(shipment.tracks_with)
    return PublicParcel(
        awb=awb,
        courier=shipment.service.courier.name,
        service=shipment.service.label,
        status=shipment.status,
        recipient=masked_name(recipient.get("name", "")),
        city=recipient.get("city", ""),
        origin_city=sender.get("city", ""),
        expected_on=_expected_on(shipment),
        ended_at=shipment.delivered_at or shipment.returned_at,
        steps=[_step(adapter, event) for event in shipment.events.all()][::-1],
    )


def _expected_on(shipment: Shipment) -> date | None:
    left_at = shipment.picked_up_at or shipment.booked_at
    if shipment.promised_days is None or left_at is None or shipment.status not in _ON_THE_WAY_OUT:
        return None
    return wib(left_at).date() + timedelta(days=shipment.promised_days)


def _step(adapter: Tracker, event: TrackingEvent) -> PublicStep:
    """The scan in our words: those of the courier may hold names and phones."""
    scan = replace(as_scan(event), place="")
    kind = EventClass(event.event_class)
    if not adapter.classify(scan).meaning.is_known:
        return PublicStep(event.occurred_at, str(EVENT_TEXTS[kind]), "", kind.value)
    text = adapter.describe(scan)
    place = event.place if kind in _SHOWS_PLACE and "|" not in event.place else ""
    return PublicStep(event.occurred_at, without_numbers(text), without_numbers(place), kind.value)
