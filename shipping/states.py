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

_OUTCOMES = frozenset(
    {_S.DELIVERED, _S.RETURN_IN_TRANSIT, _S.RETURN_RECEIVED, _S.LOST, _S.DAMAGED}
)
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


@dataclass(frozen=True, kw_only=True)
class ScanMeaning:
    """What one carrier code says.

    `status` None leaves the status alone, but not below `at_least`. `is_problem` raises the flag,
    `clears_problem` takes it back. `needs_look` asks for a person as long as the problem stands.
    `is_known` False: stored and counted, without any effect.
    """

    event: EventClass
    status: ShipmentStatus | None = None
    at_least: ShipmentStatus | None = None
    is_problem: bool = False
    clears_problem: bool = False
    needs_look: bool = False
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
    """`return_state`: 0 none, 1 on its way back, 2 received. `is_final`: stop polling.

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
    history: tuple[tuple[ClassifiedScan, EventClass], ...]

    @property
    def is_final(self) -> bool:
        return self.status in FINAL
