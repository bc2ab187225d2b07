from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core.audit import Actor, record
from komship.core.outbox import emit
from komship.lib import clock
from komship.lib.errors import InvalidInput, StaleState
from shipping.carriers.registry import tracker
from shipping.errors import NotToBeJudged
from shipping.events import ParcelMoved
from shipping.models import Shipment, TrackingEvent
from shipping.rules import polling
from shipping.selectors.shipments import as_scan
from shipping.services._transition import settle_parcel_as
from shipping.states import ShipmentStatus, verdicts

_IN_TROUBLE = (ShipmentStatus.LOST, ShipmentStatus.DAMAGED)
_RETURN_STATES = {ShipmentStatus.RETURN_IN_TRANSIT: 1, ShipmentStatus.RETURN_RECEIVED: 2}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Where a person says the parcel is, why, and what she had in front of her."""

    status: ShipmentStatus
    reason: str
    status_seen: str
    scans_seen: int


def settle_parcel(shipment_id: int, verdict: Verdict, *, actor: Actor) -> Shipment:
    """Judge a parcel whose scans contradict each other, or whose courier is mistaken.

    The scans she saw are settled by it: they move nothing and raise no flag again; scans that come
    later count. The same status as before only takes the flags away. Opens its own transaction and
    locks the shipment row; orders, stock and money follow the event. Raises InvalidInput without a
    reason, NotToBeJudged when the table forbids it, StaleState when there is something she did not see.
    """
    if not verdict.reason.strip():
        text = _("Tulis alasan keputusannya.")
        raise InvalidInput(text, fields={"reason": [text]})
    with transaction.atomic():
        shipment = Shipment.objects.select_for_update().get(pk=shipment_id)
        events = list(TrackingEvent.objects.filter(shipment_id=shipment_id))
        if (shipment.status, len(events)) != (verdict.status_seen, verdict.scans_seen):
            raise StaleState(_("Paket berubah sejak halaman dibuka. Lihat dulu, lalu putuskan lagi."))
        _require_allowed(shipment, verdict)
        before = _facts(shipment)
        settle_parcel_as(shipment, verdict.status, **_changes(shipment, verdict.status, events))
        record(
            "parcel.settled", shipment, actor=actor, reason=verdict.reason, change=(before, _facts(shipment))
        )
        _announce(shipment, before)
    return shipment


def _require_allowed(shipment: Shipment, verdict: Verdict) -> None:
    """Keeping the status is for parcels with a contradiction; all else is in the tables."""
    if verdict.status == shipment.status:
        is_allowed = shipment.needs_look
    else:
        is_allowed = verdict.status in verdicts(shipment.status)
    if not shipment.awb or not is_allowed:
        raise NotToBeJudged


def _facts(shipment: Shipment) -> dict[str, Any]:
    names = ("status", "is_problem", "return_state", "awaits_payout", "needs_look", "look_reason")
    return {name: getattr(shipment, name) for name in names}


def _changes(shipment: Shipment, after: ShipmentStatus, events: Sequence[TrackingEvent]) -> dict[str, Any]:
    now = clock.now()
    is_problem = after in _IN_TROUBLE
    interval = polling.next_interval(after, is_problem=is_problem, last_news_at=now, now=now)
    return {
        "is_problem": is_problem,
        "return_state": _RETURN_STATES.get(after, 0),
        "needs_look": False,
        "look_reason": "",
        # She vouches for the delivery, and with it for the courier's money (states.fold_scans).
        "awaits_payout": False,
        # Not the moment of the decision: a scan made before it but told later was not judged.
        "settled_at": max((event.occurred_at for event in events), default=now),
        "delivered_at": _when(shipment, after, ShipmentStatus.DELIVERED, events),
        "returned_at": _when(shipment, after, ShipmentStatus.RETURN_RECEIVED, events),
        "next_poll_at": now + interval if interval else None,
    }


def _when(
    shipment: Shipment, after: ShipmentStatus, end: ShipmentStatus, events: Sequence[TrackingEvent]
) -> datetime | None:
    """The courier's time of the end that was decided for; ours when it never scanned one."""
    if after != end:
        return None
    adapter = tracker(shipment.tracks_with)
    scans = [adapter.classify(as_scan(event)) for event in events]
    return min((scan.occurred_at for scan in scans if scan.meaning.status == end), default=clock.now())


def _announce(shipment: Shipment, before: dict[str, Any]) -> None:
    after = _facts(shipment)
    if all(before[name] == after[name] for name in ("status", "is_problem", "return_state", "awaits_payout")):
        return
    emit(
        ParcelMoved(
            reference=shipment.reference,
            before=before["status"],
            after=shipment.status,
            occurred_at=clock.now().isoformat(),
            is_problem=shipment.is_problem,
            return_state=shipment.return_state,
            first_scan_at=shipment.picked_up_at.isoformat() if shipment.picked_up_at else None,
        )
    )
