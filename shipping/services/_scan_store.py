"""Scans between the courier's form and ours: each one is a row, stored once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import F

from komship.lib import clock
from shipping.carriers.base import Scan
from shipping.models import Shipment, TrackingEvent, UnknownCode
from shipping.states import ClassifiedScan, EventClass

ScanKey = tuple[datetime, str, str]

MOST_SCANS = 500


def storable(scan: Scan) -> Scan:
    """The scan as the columns hold it; equal scans stay equal."""
    return replace(
        scan, code=_cut(scan.code, 20).strip(), text=_cut(scan.text, 300), place=_cut(scan.place, 120)
    )


def key_of(scan: Scan | ClassifiedScan | TrackingEvent) -> ScanKey:
    return (scan.occurred_at, scan.code, scan.text)


def stored_events(shipment_id: int) -> dict[ScanKey, TrackingEvent]:
    """All scans of a parcel so far. Call it with the shipment row locked."""
    return {key_of(row): row for row in TrackingEvent.objects.filter(shipment_id=shipment_id)}


def unseen_scans(known: Mapping[ScanKey, TrackingEvent], scans: Iterable[Scan]) -> dict[ScanKey, Scan]:
    """Scans that are not stored yet, each once; a courier gone mad is cut off."""
    fresh: dict[ScanKey, Scan] = {}
    for scan in map(storable, scans):
        key = key_of(scan)
        if key not in known and len(known) + len(fresh) < MOST_SCANS:
            fresh.setdefault(key, scan)
    return fresh


def save_scans(
    shipment_id: int,
    fresh: Mapping[ScanKey, Scan],
    known: Mapping[ScanKey, TrackingEvent],
    history: Iterable[tuple[ClassifiedScan, EventClass]],
) -> None:
    """Insert the new scans, and correct the word of old ones that late news explain differently."""
    now = clock.now()
    words = {key_of(scan): word.value for scan, word in history}
    TrackingEvent.objects.bulk_create(
        TrackingEvent(
            shipment_id=shipment_id,
            occurred_at=scan.occurred_at,
            code=scan.code,
            text=scan.text,
            place=scan.place,
            event_class=words[key],
            recorded_at=now,
        )
        for key, scan in fresh.items()
    )
    changed = [row for key, row in known.items() if row.event_class != words[key]]
    for row in changed:
        row.event_class = words[key_of(row)]
    if changed:
        TrackingEvent.objects.bulk_update(changed, ["event_class"])


def count_unknown(shipment: Shipment, scans: Iterable[Scan]) -> None:
    """Codes no table knows never move anything, but somebody has to learn of them."""
    now = clock.now()
    for scan in scans:
        rows = UnknownCode.objects.filter(carrier=shipment.tracks_with, code=scan.code)
        if rows.update(times_seen=F("times_seen") + 1, last_seen_at=now):
            continue
        UnknownCode.objects.get_or_create(
            carrier=shipment.tracks_with,
            code=scan.code,
            defaults={
                "sample_text": scan.text,
                "sample_reference": shipment.reference,
                "first_seen_at": now,
                "last_seen_at": now,
            },
        )


def _cut(text: str, limit: int) -> str:
    return text.replace("\x00", "")[:limit]
