"""The life of a parcel: statuses, allowed moves, and the fold of courier scans into a status. Pure.

The fold looks at all scans of a parcel at once, never at "the last row": couriers deliver rows late,
unsorted and repeatedly. What a code means is the carrier's knowledge (`ScanMeaning`, made by
carriers/*/statuses.py); what follows from it is the same for every carrier and lives here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ShipmentStatus(StrEnum):
    CREATED = "created"
    READY_TO_SHIP = "ready_to_ship"
    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERY_FAILED = "delivery_failed"
    DELIVERED = "delivered"
    RETURN_IN_TRANSIT = "return_in_transit"
    RETURN_RECEIVED = "return_received"
    CANCELLED = "cancelled"
    LOST = "lost"
    DAMAGED = "damaged"


class EventClass(StrEnum):
    """The word shown beside a row of the tracking history."""

    PICKUP = "Pickup"
    PROCESS = "Process"
    DELIVERY = "Delivery"
    DELIVERED = "Delivered"
    PROBLEM = "Problem"
    RETURN = "Retur"


_S = ShipmentStatus

FINAL: frozenset[ShipmentStatus] = frozenset({_S.DELIVERED, _S.RETURN_RECEIVED, _S.CANCELLED})

_OUTCOMES = frozenset({_S.DELIVERED, _S.RETURN_IN_TRANSIT, _S.RETURN_RECEIVED, _S.LOST, _S.DAMAGED})
_FROM_LATE = frozenset({_S.OUT_FOR_DELIVERY, _S.DELIVERY_FAILED}) | _OUTCOMES
_FROM_PICKED_UP = frozenset({_S.IN_TRANSIT}) | _FROM_LATE
_FROM_READY = frozenset({_S.PICKED_UP, _S.CANCELLED}) | _FROM_PICKED_UP

# Moves that scans may cause. Polls may skip any number of steps, hence the wide rows.
ALLOWED: Mapping[ShipmentStatus, frozenset[ShipmentStatus]] = {
    _S.CREATED: frozenset({_S.READY_TO_SHIP}) | _FROM_READY,
    _S.READY_TO_SHIP: _FROM_READY,
    _S.PICKED_UP: _FROM_PICKED_UP,
    _S.IN_TRANSIT: _FROM_LATE,
    _S.OUT_FOR_DELIVERY: _FROM_LATE - {_S.OUT_FOR_DELIVERY},
    _S.DELIVERY_FAILED: _FROM_LATE - {_S.DELIVERY_FAILED},
    _S.LOST: _FROM_LATE - {_S.LOST},
    _S.DAMAGED: _FROM_LATE - {_S.DAMAGED},
    _S.RETURN_IN_TRANSIT: frozenset({_S.RETURN_RECEIVED}),
    _S.DELIVERED: frozenset(),
    _S.RETURN_RECEIVED: frozenset(),
    _S.CANCELLED: frozenset(),
}

# What a person of ops may do on top, with a reason: money is reversed by the caller.
ALLOWED_BY_PERSON: Mapping[ShipmentStatus, frozenset[ShipmentStatus]] = {
    _S.PICKED_UP: frozenset({_S.CANCELLED}),
    _S.IN_TRANSIT: frozenset({_S.CANCELLED}),
    _S.OUT_FOR_DELIVERY: frozenset({_S.CANCELLED}),
    _S.DELIVERY_FAILED: frozenset({_S.CANCELLED}),
    _S.RETURN_IN_TRANSIT: frozenset({_S.DELIVERED, _S.LOST, _S.DAMAGED, _S.CANCELLED}),
    _S.DELIVERED: frozenset({_S.RETURN_IN_TRANSIT, _S.RETURN_RECEIVED, _S.LOST, _S.DAMAGED}),
    _S.RETURN_RECEIVED: frozenset({_S.DELIVERED, _S.RETURN_IN_TRANSIT, _S.LOST, _S.DAMAGED}),
    _S.CANCELLED: frozenset({_S.IN_TRANSIT, _S.RETURN_IN_TRANSIT, _S.DELIVERED}),
}


def may_move(before: str, after: str, *, by_person: bool = False) -> bool:
    """Whether a parcel may go from one status to another."""
    start, goal = ShipmentStatus(before), ShipmentStatus(after)
    if goal in ALLOWED[start]:
        return True
    return by_person and goal in ALLOWED_BY_PERSON.get(start, frozenset())


def verdicts(status: str) -> frozenset[ShipmentStatus]:
    """Where a person may put a parcel that was scanned; a parcel nobody scanned is not judged."""
    start = ShipmentStatus(status)
    if start in (_S.CREATED, _S.READY_TO_SHIP):
        return frozenset()
    return ALLOWED[start] | ALLOWED_BY_PERSON.get(start, frozenset())


@dataclass(frozen=True, kw_only=True)
class ScanMeaning:
    """What one carrier code says.

    `status` None leaves the status alone, but not below `at_least`. `is_problem` raises the flag,
    `clears_problem` takes it back. `needs_look` asks for a person as long as the problem stands.
    `is_paper`: the carrier's own note from before it has the parcel, so no scan of the parcel itself.
    `ends`: the carrier says no more although the parcel is not where it should be (seized, claim closed).
    `comes_home`: a cancellation after the first scan sends the parcel back; otherwise a person decides.
    `pays_cod` of a delivery: False, the buyer's money is still with the courier; True, it was paid out;
    None, the carrier tells no difference, and delivered counts as paid.
    `is_known` False: stored and counted, without any effect.
    """

    event: EventClass
    status: ShipmentStatus | None = None
    at_least: ShipmentStatus | None = None
    is_problem: bool = False
    clears_problem: bool = False
    needs_look: bool = False
    is_paper: bool = False
    ends: bool = False
    comes_home: bool = False
    pays_cod: bool | None = None
    is_known: bool = True


UNKNOWN_SCAN = ScanMeaning(event=EventClass.PROCESS, is_known=False)


@dataclass(frozen=True, kw_only=True)
class ClassifiedScan:
    """A scan with its meaning; equal (occurred_at, code, text) is the same scan."""

    code: str
    text: str
    occurred_at: datetime
    meaning: ScanMeaning


@dataclass(frozen=True, kw_only=True)
class FoldResult:
    """`return_state`: 0 none, 1 on its way back, 2 received. `is_final`: the parcel's way has ended.

    `is_ended`: the carrier says no more, wherever the parcel is.
    `awaits_payout`: delivered, but the carrier says that it still has the buyer's money;
    `cod_paid_at`: when it says it paid.
    `history` is every distinct scan, oldest first, with the word to show: after a return has begun
    ordinary scans read "Retur".
    """

    status: ShipmentStatus
    is_problem: bool
    return_state: int
    needs_look: bool
    look_reasons: tuple[str, ...]
    unknown_codes: tuple[str, ...]
    first_scan_at: datetime | None
    delivered_at: datetime | None
    returned_at: datetime | None
    is_ended: bool
    awaits_payout: bool
    cod_paid_at: datetime | None
    history: tuple[tuple[ClassifiedScan, EventClass], ...]

    @property
    def is_final(self) -> bool:
        return self.status in FINAL


# --------------------------------------------------------------------------------------------
# The fold
# --------------------------------------------------------------------------------------------

_BEFORE_FIRST_SCAN = frozenset({_S.CREATED, _S.READY_TO_SHIP})

_RANK: Mapping[ShipmentStatus, int] = {
    _S.CREATED: 0,
    _S.READY_TO_SHIP: 1,
    _S.PICKED_UP: 2,
    _S.IN_TRANSIT: 3,
    _S.OUT_FOR_DELIVERY: 4,
    _S.DELIVERY_FAILED: 4,
    _S.LOST: 4,
    _S.DAMAGED: 4,
}
_RANK_OF_ENDS = 5

# Carriers give minutes, not seconds: within one minute scans are read in the order of a parcel's
# life, so that the result never depends on the order in which the rows arrived.
_PLACE_IN_MINUTE: Mapping[ShipmentStatus | None, int] = {
    _S.CREATED: 0,
    _S.READY_TO_SHIP: 0,
    _S.PICKED_UP: 1,
    _S.IN_TRANSIT: 2,
    _S.OUT_FOR_DELIVERY: 3,
    None: 4,
    _S.DELIVERY_FAILED: 5,
    _S.LOST: 6,
    _S.DAMAGED: 6,
    _S.CANCELLED: 7,
    _S.RETURN_IN_TRANSIT: 8,
    _S.RETURN_RECEIVED: 9,
    _S.DELIVERED: 10,
}

_TROUBLE = frozenset({_S.DELIVERY_FAILED, _S.LOST, _S.DAMAGED, _S.CANCELLED})


class _Journey:
    """The state machine behind `fold_scans`: fed scan by scan, oldest first."""

    def __init__(self, start: ShipmentStatus, *, was_scanned: bool) -> None:
        self.status = start
        self.was_scanned = was_scanned
        self.is_problem = False
        self.desk_look = False
        self.is_ended = False
        self.conflicts: dict[str, None] = {}

    def feed(self, meaning: ScanMeaning) -> EventClass:
        """Apply one known scan; return the word to show beside it."""
        if meaning.status is not None:
            self.is_ended = meaning.ends
        if self.status in FINAL:
            self._after_the_end(meaning)
        elif self.status is _S.RETURN_IN_TRANSIT:
            return self._on_the_way_home(meaning)
        else:
            self._outbound(meaning)
        return meaning.event

    def _after_the_end(self, meaning: ScanMeaning) -> None:
        """A final status never moves by itself; scans that contradict it are for a person."""
        news = meaning.status
        if self.status is _S.DELIVERED:
            if news is _S.DELIVERED:
                self.is_problem = self.is_problem or meaning.is_problem
            elif news in _TROUBLE or news in {_S.RETURN_IN_TRANSIT, _S.RETURN_RECEIVED}:
                self._conflict(f"{news}_after_delivered")
            elif meaning.needs_look:
                self._conflict("desk_after_delivered")
        elif self.status is _S.RETURN_RECEIVED:
            if news in {_S.DELIVERED, _S.LOST, _S.DAMAGED, _S.CANCELLED}:
                self._conflict(f"{news}_after_return_received")
        elif news is not _S.CANCELLED and not meaning.is_paper:
            self._conflict("scan_after_cancelled")

    def _on_the_way_home(self, meaning: ScanMeaning) -> EventClass:
        """The same codes are scanned on the way back, so only the end of the return counts."""
        news = meaning.status
        if news is _S.DELIVERED:
            self._conflict("delivered_after_return")
            return meaning.event
        if news is _S.RETURN_RECEIVED and "delivered_after_return" not in self.conflicts:
            self.status = _S.RETURN_RECEIVED
            self.is_problem = self.desk_look = False
        elif news in {_S.LOST, _S.DAMAGED, _S.CANCELLED}:
            self._conflict(f"{news}_on_the_way_home")
        elif news is _S.RETURN_IN_TRANSIT and meaning.is_problem:
            self.is_problem = True
        return EventClass.RETURN

    def _outbound(self, meaning: ScanMeaning) -> None:
        news = meaning.status
        if news is _S.CANCELLED and self.was_scanned:
            # Cancelled while the parcel is in the courier's hands.
            if meaning.comes_home:
                self.status = _S.RETURN_IN_TRANSIT
            self.is_ended = not meaning.comes_home
            self._conflict("cancelled_after_scan")
            return
        floor = news or meaning.at_least
        if floor is not None:
            self._advance(floor, is_move=news is not None)
        if meaning.is_problem:
            self.is_problem = True
            self.desk_look = self.desk_look or meaning.needs_look
        elif meaning.clears_problem:
            self.is_problem = self.desk_look = False

    def _advance(self, goal: ShipmentStatus, *, is_move: bool) -> None:
        """Never back; the late statuses (out for delivery, failed, lost, damaged) alternate."""
        here, there = _RANK[self.status], _RANK.get(goal, _RANK_OF_ENDS)
        if there > here or (is_move and there == here and there >= _RANK[_S.LOST]):
            self.status = goal

    def _conflict(self, reason: str) -> None:
        self.is_problem = True
        self.conflicts[reason] = None


def _identity(scan: ClassifiedScan) -> tuple[datetime, int, str, str]:
    return (
        scan.occurred_at,
        _PLACE_IN_MINUTE.get(scan.meaning.status, 4),
        scan.code,
        scan.text,
    )


def _is_physical(scan: ClassifiedScan) -> bool:
    meaning = scan.meaning
    return meaning.is_known and not meaning.is_paper and meaning.status is not _S.CANCELLED


def _reconcile(current: ShipmentStatus, computed: ShipmentStatus) -> tuple[ShipmentStatus, bool]:
    """What becomes of the stored status, and whether scans and stored status contradict."""
    if computed in ALLOWED[current]:
        return computed, False
    if computed is current or computed in _BEFORE_FIRST_SCAN:
        return current, False
    is_older_news = current in ALLOWED[computed]
    return current, not is_older_news


def _earliest(scans: Iterable[ClassifiedScan], status: ShipmentStatus) -> datetime | None:
    return min((scan.occurred_at for scan in scans if scan.meaning.status is status), default=None)


def _payout(physical: Iterable[ClassifiedScan]) -> tuple[bool, datetime | None]:
    """Whether a delivery said that its money is still to come, and when a carrier said it came."""
    told = [scan for scan in physical if scan.meaning.pays_cod is not None]
    paid_at = min((scan.occurred_at for scan in told if scan.meaning.pays_cod), default=None)
    return bool(told) and paid_at is None, paid_at


def fold_scans(
    current: str,
    scans: Iterable[ClassifiedScan],
    *,
    settled_at: datetime | None = None,
) -> FoldResult:
    """Status of a parcel after all its scans.

    Give every scan known so far, in any order, repeated or not: equal sets give equal results. The
    stored status `current` only ever moves along ALLOWED; a contradiction keeps it, raises the
    problem flag and asks for a person (`needs_look`), because money follows from the final ones.

    `settled_at`: a person judged the parcel then. Scans up to that moment stay in the history but
    neither move anything nor raise flags again, and no payout is waited for.
    """
    before = ShipmentStatus(current)
    ordered = [scan for _, scan in sorted({_identity(s): s for s in scans}.items())]
    physical = [scan for scan in ordered if _is_physical(scan)]
    is_settled = settled_at is not None
    start = before if is_settled or before in _BEFORE_FIRST_SCAN else _S.READY_TO_SHIP
    journey = _Journey(start, was_scanned=bool(physical))
    history: list[tuple[ClassifiedScan, EventClass]] = []
    unknown: dict[str, None] = {}
    for scan in ordered:
        event = scan.meaning.event
        if not scan.meaning.is_known:
            unknown[scan.code] = None
        elif settled_at is None or scan.occurred_at > settled_at:
            event = journey.feed(scan.meaning)
        history.append((scan, event))
    status, is_contradiction = _reconcile(before, journey.status)
    reasons = [*journey.conflicts, *(["internal_desk"] if journey.desk_look else [])]
    if is_contradiction:
        reasons.append(f"{journey.status}_contradicts_{before}")
    if journey.is_ended and status is _S.DELIVERY_FAILED:
        # Nobody will tell more of it: without a person it would be on its way for ever.
        reasons.append("ended_undelivered")
    is_owed, cod_paid_at = _payout(physical)
    return FoldResult(
        status=status,
        is_problem=journey.is_problem or is_contradiction,
        return_state={_S.RETURN_IN_TRANSIT: 1, _S.RETURN_RECEIVED: 2}.get(status, 0),
        needs_look=bool(reasons),
        look_reasons=tuple(reasons),
        unknown_codes=tuple(unknown),
        first_scan_at=physical[0].occurred_at if physical else None,
        delivered_at=_earliest(physical, _S.DELIVERED) if status is _S.DELIVERED else None,
        returned_at=_earliest(physical, _S.RETURN_RECEIVED) if status is _S.RETURN_RECEIVED else None,
        is_ended=journey.is_ended or status in FINAL,
        awaits_payout=is_owed and status is _S.DELIVERED and not is_settled,
        cod_paid_at=cod_paid_at,
        history=tuple(history),
    )
