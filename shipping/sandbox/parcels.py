"""Parcels of the sandbox and the scans a move produces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zlib import crc32


class Endpoint(StrEnum):
    TARIFF = "pricedev"
    DROPOFF = "generatecnote"
    PICKUP = "pickupcashless"
    TRACKING = "tracking"
    KIRIMINAJA = "kiriminaja"
    SHIPPER_PRICING = "shipper-pricing"
    SHIPPER_ORDER = "shipper-order"
    SHIPPER_LOOKUP = "shipper-lookup"
    SHIPPER_DETAIL = "shipper-detail"
    SHIPPER_PICKUP = "shipper-pickup"
    # Not a courier's: the payment gateway, which this sandbox stands in for as well.
    INVOICE_CREATE = "invoice-create"
    INVOICE_READ = "invoice-read"


class Move(StrEnum):
    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    PROBLEM = "problem"
    DELIVERED = "delivered"
    RETURNING = "returning"
    RETURNED = "returned"
    LOST = "lost"
    DAMAGED = "damaged"
    CANCELLED = "cancelled"
    # COD money paid out; only Shipper tells.
    PAID = "paid"


# What must have happened before; missing steps are scanned along the way.
_BEFORE: Mapping[Move, tuple[Move, ...]] = {
    Move.PICKED_UP: (),
    Move.IN_TRANSIT: (Move.PICKED_UP,),
    Move.OUT_FOR_DELIVERY: (Move.PICKED_UP, Move.IN_TRANSIT),
    Move.PROBLEM: (Move.PICKED_UP, Move.IN_TRANSIT, Move.OUT_FOR_DELIVERY),
    Move.DELIVERED: (Move.PICKED_UP, Move.IN_TRANSIT, Move.OUT_FOR_DELIVERY),
    Move.RETURNING: (Move.PICKED_UP, Move.IN_TRANSIT),
    Move.RETURNED: (Move.PICKED_UP, Move.IN_TRANSIT, Move.RETURNING),
    Move.LOST: (Move.PICKED_UP, Move.IN_TRANSIT),
    Move.DAMAGED: (Move.PICKED_UP, Move.IN_TRANSIT),
    Move.CANCELLED: (),
    Move.PAID: (Move.PICKED_UP, Move.IN_TRANSIT, Move.OUT_FOR_DELIVERY, Move.DELIVERED),
}
ENDS = frozenset({Move.DELIVERED, Move.RETURNED, Move.CANCELLED})
_SHIPPER_ENDS = frozenset({Move.PAID, Move.RETURNED, Move.CANCELLED})
_REPEATED = frozenset({Move.OUT_FOR_DELIVERY, Move.PROBLEM})
_PROBLEM_CODES = ("U05", "U01", "U08", "NT", "U06", "U10")
_STEP = timedelta(minutes=37)
_MINUTE = timedelta(minutes=1)


class Refused(Exception):
    """The sandbox cannot do what was asked of it."""


@dataclass(frozen=True)
class ScanRow:
    at: datetime
    code: str
    text: str


@dataclass
class Parcel:
    """`fields` is the create form as it came; `origin` and `destination` are city names.

    At Shipper `awb` is the number of the order, and nothing moves before the order is activated.
    """

    awb: str
    order_id: str
    endpoint: Endpoint
    fields: Mapping[str, str]
    booked_at: datetime
    scans: list[ScanRow] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    pickup_code: str = ""
    activated_at: datetime | None = None

    @property
    def is_shipper(self) -> bool:
        return self.endpoint is Endpoint.SHIPPER_ORDER

    def _field(self, name: str) -> str:
        return self.fields.get(name) or self.fields.get(f"OLSHOP_{name}") or ""

    @property
    def sender_name(self) -> str:
        return self._field("SHIPPER_NAME")

    @property
    def recipient_name(self) -> str:
        return self._field("RECEIVER_NAME")

    @property
    def origin(self) -> str:
        return self._field("SHIPPER_CITY").upper() or "ASAL"

    @property
    def destination(self) -> str:
        return self._field("RECEIVER_CITY").upper() or "TUJUAN"

    @property
    def last_move(self) -> str:
        return self.moves[-1].value if self.moves else "booked"

    @property
    def has_ended(self) -> bool:
        return bool(self.moves) and self.moves[-1] in (_SHIPPER_ENDS if self.is_shipper else ENDS)


@dataclass(frozen=True, kw_only=True)
class MoveOrder:
    """`code` replaces the last scan's code; `force` moves a parcel that has already ended."""

    to: Move
    at: datetime | None = None
    code: str | None = None
    force: bool = False


def scans_of_move(parcel: Parcel, order: MoveOrder, now: datetime) -> tuple[list[ScanRow], list[Move]]:
    """New scans, oldest first, and the moves they stand for. Raises Refused after the end, and for what
    the courier does not do."""
    if parcel.is_shipper and parcel.activated_at is None and order.to is not Move.CANCELLED:
        raise Refused("order is not active: nobody asked for a pickup")
    if order.to is Move.PAID and not parcel.is_shipper:
        raise Refused("JNE does not tell payouts")
    if parcel.has_ended and not order.force:
        raise Refused(f"parcel has ended: {parcel.last_move}")
    steps = [step for step in _BEFORE[order.to] if step not in parcel.moves]
    if order.to in parcel.moves and order.to not in _REPEATED and not order.force:
        raise Refused(f"parcel is {parcel.last_move} already")
    steps.append(order.to)
    rows_of = shipper_rows if parcel.is_shipper else _rows_of
    rows = [(step, *row) for step in steps for row in rows_of(parcel, step)]
    if order.code:
        step, _, text = rows[-1]
        rows[-1] = (step, order.code, text)
    moments = _moments(parcel, len(rows), order.at or now, is_exact=order.at is not None)
    scans = [
        ScanRow(at=at, code=code, text=text.replace("{at}", f"{at:%d-%m-%Y %H:%M}"))
        for at, (_, code, text) in zip(moments, rows, strict=True)
    ]
    return scans, steps


def _moments(parcel: Parcel, count: int, last: datetime, *, is_exact: bool) -> list[datetime]:
    """Times for new scans, at least a minute apart, ending at `last` where history allows it."""
    moments = [last - _STEP * (count - 1 - index) for index in range(count)]
    floor = max((row.at for row in parcel.scans), default=None)
    if is_exact and count == 1:
        return moments
    earliest = floor + _MINUTE if floor else None
    for index, moment in enumerate(moments):
        if earliest is not None:
            moments[index] = max(moment, earliest)
        earliest = moments[index] + _MINUTE
    return moments


def _rows_of(parcel: Parcel, step: Move) -> list[tuple[str, str]]:
    here, there = parcel.origin, parcel.destination
    match step:
        case Move.PICKED_UP:
            # JNE really lists the sorting centre before the counter.
            return [
                ("OP1", f"RECEIVED AT SORTING CENTER [{here}]"),
                ("RC1", f"SHIPMENT RECEIVED BY JNE COUNTER OFFICER AT [{here}]"),
            ]
        case Move.IN_TRANSIT:
            return [
                ("OP2", f"PROCESSED AT SORTING CENTER [{here}]"),
                ("OP3", f"SHIPMENT FORWARDED TO DESTINATION [{there}]"),
                ("TP4", f"DEPARTED FROM TRANSIT [GATEWAY {here}]"),
                ("IP1", f"RECEIVED AT WAREHOUSE [{there}]"),
            ]
        case Move.OUT_FOR_DELIVERY:
            return [("IP3", f"WITH DELIVERY COURIER [{there}]")]
        case Move.PROBLEM:
            code = _PROBLEM_CODES[crc32(parcel.awb.encode()) % len(_PROBLEM_CODES)]
            return [(code, f"DELIVERY ATTEMPT FAILED [{there}]")]
        case _:
            return _rows_of_end(parcel, step)


def _rows_of_end(parcel: Parcel, step: Move) -> list[tuple[str, str]]:
    here, there = parcel.origin, parcel.destination
    match step:
        case Move.DELIVERED:
            return [("D01", f"DELIVERED TO [{parcel.recipient_name.upper()} | {{at}} | {there} ]")]
        case Move.RETURNING:
            return [
                ("CR1", f"SHIPMENT RETURN [{there}]"),
                ("OP3", f"SHIPMENT FORWARDED TO DESTINATION [{here}]"),
            ]
        case Move.RETURNED:
            # Reads like a delivery on purpose: only the code tells the difference.
            return [
                ("IP3", f"WITH DELIVERY COURIER [{here}]"),
                ("R01", f"DELIVERED TO [{parcel.sender_name.upper()} | {{at}} | {here} ]"),
            ]
        case Move.LOST:
            return [("U14", f"SHIPMENT MISSING [{there}]")]
        case Move.DAMAGED:
            return [("U11", f"SHIPMENT DAMAGED [{there}]")]
        case _:
            return [("CR2", f"CANCELLED BY SHIPPER [{here}]")]


_SHIPPER_ROWS: Mapping[Move, tuple[tuple[str, str], ...]] = {
    Move.PICKED_UP: (("1020", "Driver on the way to pick up"), ("1040", "Package has been picked up")),
    Move.IN_TRANSIT: (
        ("1160", "Package handed over to 3PL"),
        ("1180", "Package on its way to the destination city"),
        ("1190", "Package arrived at the destination city"),
    ),
    Move.DELIVERED: (("3000", "Package delivered"),),
    Move.RETURNING: (("1410", "Package is being returned"),),
    Move.RETURNED: (("1420", "Return arrived at the sender's city"), ("1340", "Package returned")),
    Move.LOST: (("1380", "Package lost or damaged at 3PL"),),
    Move.DAMAGED: (("1380", "Package lost or damaged at 3PL"),),
    Move.CANCELLED: (("999", "Order cancelled"),),
    Move.PAID: (("2000", "Package delivered, COD disbursed"),),
}
_SHIPPER_PROBLEMS = ("1310", "1330", "1350")


def shipper_rows(parcel: Parcel, step: Move) -> list[tuple[str, str]]:
    """Shipper has no code for "with the courier" but the one of a second attempt."""
    if step is Move.OUT_FOR_DELIVERY:
        again = Move.PROBLEM in parcel.moves
        return [("1320", "Package is being redelivered") if again else ("1190", "With the courier")]
    if step is Move.PROBLEM:
        code = _SHIPPER_PROBLEMS[crc32(parcel.awb.encode()) % len(_SHIPPER_PROBLEMS)]
        return [(code, "Delivery attempt failed")]
    return list(_SHIPPER_ROWS[step])


# --------------------------------------------------------------------------------------------
# Autoplay
# --------------------------------------------------------------------------------------------

_OUTBOUND = ((180, Move.PICKED_UP), (720, Move.IN_TRANSIT), (2160, Move.OUT_FOR_DELIVERY))
_ENDINGS: tuple[tuple[int, tuple[tuple[int, Move], ...]], ...] = (
    (84, ((2400, Move.DELIVERED),)),
    (90, ((2400, Move.PROBLEM), (3600, Move.OUT_FOR_DELIVERY), (3840, Move.DELIVERED))),
    (97, ((2400, Move.PROBLEM), (5040, Move.RETURNING), (8640, Move.RETURNED))),
    (98, ((2400, Move.LOST),)),
    (99, ((2400, Move.DAMAGED),)),
    (100, ((2400, Move.PROBLEM),)),
)


def planned_moves(order_id: str) -> list[tuple[timedelta, Move]]:
    """The life autoplay gives an order: the same for the same number, mostly a delivery."""
    lot = crc32(order_id.encode()) % 100
    ending = next(steps for limit, steps in _ENDINGS if lot < limit)
    return [(timedelta(minutes=minutes), move) for minutes, move in (*_OUTBOUND, *ending)]


def payout_after(plan: list[tuple[timedelta, Move]]) -> list[tuple[timedelta, Move]]:
    """The plan with the payout a day after a delivery, as Shipper tells it."""
    after, last = plan[-1]
    return [*plan, (after + timedelta(days=1), Move.PAID)] if last is Move.DELIVERED else plan
