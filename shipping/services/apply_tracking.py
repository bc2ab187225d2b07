from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from komship.core.outbox import emit
from komship.lib import clock
from shipping.carriers.base import Scan, Tracker
from shipping.carriers.registry import tracker
from shipping.events import CodPaidOut, ParcelMoved
from shipping.models import Shipment
from shipping.rules import polling
from shipping.selectors.shipments import as_scan
from shipping.services._scan_store import (
    ScanKey,
    count_unknown,
    key_of,
    save_scans,
    stored_events,
    unseen_scans,
)
from shipping.services._transition import move_parcel
from shipping.services.follow_pickup import follow_pickup
from shipping.states import FoldResult, ShipmentStatus, fold_scans


@dataclass(frozen=True)
class TrackingOutcome:
    new_scans: int
    moved: bool
    status: str


def apply_tracking(shipment_id: int, scans: Sequence[Scan]) -> TrackingOutcome:
    """Take in what a courier says about a parcel, however often and in whatever order it says it.

    The one way in for polled and pushed news. Each scan is stored once; the status follows from all
    scans together and moves only along the table of allowed moves; news is emitted only when
    something changed. Opens its own transaction and locks the shipment row.
    """
    with transaction.atomic():
        shipment = Shipment.objects.select_for_update().get(pk=shipment_id)
        known = stored_events(shipment_id)
        fresh = unseen_scans(known, scans)
        adapter = tracker(shipment.tracks_with)
        all_scans = {key: as_scan(row) for key, row in known.items()} | fresh
        fold = fold_scans(
            shipment.status,
            [adapter.classify(scan) for scan in all_scans.values()],
            settled_at=shipment.settled_at,
        )
        if not fresh:
            _write(shipment, shipment.status, may_go_on=_may_go_on(fold))
            return TrackingOutcome(new_scans=0, moved=False, status=shipment.status)
        save_scans(shipment_id, fresh, known, fold.history)
        count_unknown(shipment, [scan for scan in fresh.values() if scan.code in fold.unknown_codes])
        moved = _move(shipment, fold, _last_news(fold, all_scans, adapter))
    return TrackingOutcome(new_scans=len(fresh), moved=moved, status=shipment.status)


def _move(shipment: Shipment, fold: FoldResult, last_news: dict[str, Any]) -> bool:
    """Write what the fold says; announce it when sellers or money care."""
    before = (shipment.status, shipment.is_problem, shipment.return_state)
    paid_before = shipment.cod_paid_at
    is_first_scan = shipment.picked_up_at is None and fold.first_scan_at is not None
    _write(
        shipment,
        fold.status,
        may_go_on=_may_go_on(fold),
        is_problem=fold.is_problem,
        return_state=fold.return_state,
        needs_look=fold.needs_look,
        look_reason=", ".join(fold.look_reasons)[:200],
        picked_up_at=fold.first_scan_at or shipment.picked_up_at,
        delivered_at=fold.delivered_at or shipment.delivered_at,
        returned_at=fold.returned_at or shipment.returned_at,
        awaits_payout=fold.awaits_payout and shipment.is_cod,
        cod_paid_at=fold.cod_paid_at if shipment.is_cod else None,
        **last_news,
    )
    if shipment.cod_paid_at and not paid_before:
        emit(CodPaidOut(reference=shipment.reference))
    if is_first_scan and shipment.pickup_id is not None:
        follow_pickup(shipment.pickup_id)
    if before == (shipment.status, shipment.is_problem, shipment.return_state):
        return False
    emit(
        ParcelMoved(
            reference=shipment.reference,
            before=before[0],
            after=shipment.status,
            occurred_at=_decided_at(shipment, fold).isoformat(),
            is_problem=shipment.is_problem,
            return_state=shipment.return_state,
            first_scan_at=shipment.picked_up_at.isoformat() if shipment.picked_up_at else None,
            partner_id=shipment.partner_id,
            awb=shipment.awb or "",
        )
    )
    return True


def _may_go_on(fold: FoldResult) -> bool:
    """Whether the carrier may have more to say; how long after an end is the polling table's matter."""
    return fold.is_final or not fold.is_ended


def _write(shipment: Shipment, status: str, *, may_go_on: bool, **facts: Any) -> None:
    """The parcel's facts, and when to ask about it again."""
    now = clock.now()
    news_at = facts.get("last_event_at") or shipment.last_event_at or shipment.booked_at or now
    interval = polling.next_interval(
        status,
        is_problem=facts.get("is_problem", shipment.is_problem),
        last_news_at=news_at,
        now=now,
        awaits_payout=facts.get("awaits_payout", shipment.awaits_payout),
    )
    move_parcel(
        shipment,
        status,
        polled_at=now,
        poll_failures=0,
        next_poll_at=now + polling.spread(interval, shipment.pk) if interval and may_go_on else None,
        **facts,
    )


def _last_news(fold: FoldResult, scans: Mapping[ScanKey, Scan], adapter: Tracker) -> dict[str, Any]:
    """The newest scan in the seller's words, kept on the row for order lists."""
    newest, word = fold.history[-1]
    return {
        "last_event_text": adapter.describe(scans[key_of(newest)])[:300],
        "last_event_code": newest.code,
        "last_event_class": word.value,
        "last_event_at": newest.occurred_at,
    }


def _decided_at(shipment: Shipment, fold: FoldResult) -> datetime:
    """The courier's time of what happened; money and reports go by it, not by when we heard of it."""
    decided = {
        ShipmentStatus.DELIVERED: shipment.delivered_at,
        ShipmentStatus.RETURN_RECEIVED: shipment.returned_at,
    }.get(ShipmentStatus(shipment.status))
    return decided or fold.history[-1][0].occurred_at
