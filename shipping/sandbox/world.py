"""Everything the sandbox knows: parcels, clock, faults, counts. One lock around what changes."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from komship.lib import clock
from shipping.sandbox.faults import FaultBoard
from shipping.sandbox.journal import Journal
from shipping.sandbox.parcels import (
    Endpoint,
    Move,
    MoveOrder,
    Parcel,
    Refused,
    ScanRow,
    payout_after,
    planned_moves,
    scans_of_move,
)

_KEPT_REQUESTS = 500


@dataclass(frozen=True)
class Issued:
    awb: str
    is_existing: bool


class World:
    """The courier's own database. Safe for threads; survives a restart when given a state file."""

    def __init__(self, state: Path | None = None) -> None:
        self.lock = threading.RLock()
        self.faults = FaultBoard()
        self.latency_ms: dict[str, int] = {}
        self.counts: Counter[str] = Counter()
        self.requests: deque[dict[str, object]] = deque(maxlen=_KEPT_REQUESTS)
        self.autoplay_speed = 0.0
        # Seconds after its activation at which a Shipper order has its airway bill.
        self.awb_delay_s = 0.0
        self._journal = Journal(state)
        self._empty()
        self._remember()

    def _empty(self) -> None:
        self.parcels: dict[str, Parcel] = {}
        self.by_order: dict[tuple[Endpoint, str], Parcel] = {}
        self.awbs_of: dict[str, list[str]] = {}
        self.duplicates: Counter[str] = Counter()
        self.changed_payloads: Counter[str] = Counter()
        self.offset = timedelta()
        self._hashes: dict[str, str] = {}
        # Numbers begin at the present moment: a sandbox without memory never issues one twice.
        self._last_number = int(clock.now().timestamp() * 1000)

    # ---- time ----------------------------------------------------------------------------

    def now(self) -> datetime:
        return clock.now() + self.offset

    def set_offset(self, offset: timedelta) -> None:
        with self.lock:
            self.offset = offset
            self._journal.write(kind="clock", offset_s=offset.total_seconds())

    # ---- booking -------------------------------------------------------------------------

    def issue(self, endpoint: Endpoint, order_id: str, fields: Mapping[str, str]) -> Issued:
        """A new airway bill, or the one this order number already has on this endpoint."""
        payload = _payload_hash(fields)
        with self.lock:
            known = self.by_order.get((endpoint, order_id))
            if known is not None:
                self.duplicates[order_id] += 1
                if self._hashes[known.awb] != payload:
                    self.changed_payloads[order_id] += 1
                return Issued(known.awb, is_existing=True)
            self._last_number += 1
            width = 13 if endpoint is Endpoint.DROPOFF else 14
            parcel = Parcel(
                awb=f"01{self._last_number:0{width}d}",
                order_id=order_id,
                endpoint=endpoint,
                fields=dict(fields),
                booked_at=self.now(),
            )
            self._add(parcel)
            self._note_parcel(parcel)
        return Issued(parcel.awb, is_existing=False)

    def take_order(self, external_id: str, fields: Mapping[str, str]) -> Parcel:
        """A new Shipper order, every time: a repeated external id makes a second one."""
        with self.lock:
            if external_id and self.awbs_of.get(external_id):
                self.duplicates[external_id] += 1
            self._last_number += 1
            parcel = Parcel(
                awb=shipper_number(self._last_number),
                order_id=external_id,
                endpoint=Endpoint.SHIPPER_ORDER,
                fields=dict(fields),
                booked_at=self.now(),
            )
            self._add(parcel)
            self._note_parcel(parcel)
        return parcel

    def activate(self, parcel: Parcel, pickup_code: str) -> None:
        """Ask the courier to come; an order that waits for one already stays as it is."""
        with self.lock:
            if parcel.activated_at is None:
                parcel.activated_at, parcel.pickup_code = self.now(), pickup_code
                at = parcel.activated_at.isoformat()
                self._journal.write(kind="active", awb=parcel.awb, at=at, pickup_code=pickup_code)

    def _note_parcel(self, parcel: Parcel) -> None:
        self._journal.write(
            kind="parcel",
            awb=parcel.awb,
            order_id=parcel.order_id,
            endpoint=parcel.endpoint.value,
            fields=dict(parcel.fields),
            booked_at=parcel.booked_at.isoformat(),
        )

    def _add(self, parcel: Parcel) -> None:
        self.parcels[parcel.awb] = parcel
        self.by_order[parcel.endpoint, parcel.order_id] = parcel
        self.awbs_of.setdefault(parcel.order_id, []).append(parcel.awb)
        self._hashes[parcel.awb] = _payload_hash(parcel.fields)

    def find(self, reference: str) -> Parcel:
        """A parcel by airway bill or by order number. Raises Refused."""
        parcel = self.parcels.get(reference)
        if parcel is None:
            awbs = self.awbs_of.get(reference)
            if not awbs:
                raise Refused(f"no parcel {reference}")
            parcel = self.parcels[awbs[0]]
        return parcel

    # ---- movement ------------------------------------------------------------------------

    def move(self, parcel: Parcel, order: MoveOrder) -> list[ScanRow]:
        """Scan a parcel on to where it shall be. Raises Refused when it has ended."""
        with self.lock:
            rows, moves = scans_of_move(parcel, order, self.now())
            self._scan(parcel, rows, moves)
        return rows

    def scan(self, parcel: Parcel, row: ScanRow) -> None:
        """Add any row at all, known code or not."""
        with self.lock:
            self._scan(parcel, [row], [])

    def _scan(self, parcel: Parcel, rows: list[ScanRow], moves: list[Move]) -> None:
        # A new list: threads that read the old one finish with what they had.
        parcel.scans = [*parcel.scans, *rows]
        parcel.moves = [*parcel.moves, *moves]
        self._journal.write(
            kind="scans",
            awb=parcel.awb,
            moves=[move.value for move in moves],
            rows=[[row.at.isoformat(), row.code, row.text] for row in rows],
        )

    def play(self, parcel: Parcel) -> None:
        """With autoplay on, scan what the parcel's plan has due by now."""
        is_waiting = parcel.is_shipper and parcel.activated_at is None
        if not self.autoplay_speed or parcel.has_ended or is_waiting:
            return
        with self.lock:
            now = self.now()
            done = Counter(parcel.moves)
            plan = planned_moves(parcel.order_id)
            for after, move in payout_after(plan) if parcel.is_shipper else plan:
                due = parcel.booked_at + after / self.autoplay_speed
                if due > now or parcel.has_ended:
                    break
                if done[move]:
                    done[move] -= 1
                    continue
                rows, moves = scans_of_move(parcel, MoveOrder(to=move, at=due), now)
                self._scan(parcel, rows, moves)

    # ---- memory --------------------------------------------------------------------------

    def _remember(self) -> None:
        for fact in self._journal.facts():
            match fact.get("kind"):
                case "parcel":
                    self._remember_parcel(fact)
                case "scans":
                    self._remember_scans(fact)
                case "active":
                    parcel = self.parcels[str(fact["awb"])]
                    parcel.pickup_code = str(fact["pickup_code"])
                    parcel.activated_at = datetime.fromisoformat(str(fact["at"]))
                case "clock":
                    self.offset = timedelta(seconds=float(str(fact["offset_s"])))

    def _remember_parcel(self, fact: dict[str, object]) -> None:
        fields = fact["fields"]
        self._add(
            Parcel(
                awb=str(fact["awb"]),
                order_id=str(fact["order_id"]),
                endpoint=Endpoint(str(fact["endpoint"])),
                fields=fields if isinstance(fields, dict) else {},
                booked_at=datetime.fromisoformat(str(fact["booked_at"])),
            )
        )

    def _remember_scans(self, fact: dict[str, object]) -> None:
        parcel = self.parcels[str(fact["awb"])]
        rows, moves = fact["rows"], fact["moves"]
        if isinstance(rows, list) and isinstance(moves, list):
            parcel.scans += [ScanRow(datetime.fromisoformat(at), code, text) for at, code, text in rows]
            parcel.moves += [Move(move) for move in moves]

    def reset(self) -> None:
        """Forget everything, also on disk."""
        with self.lock:
            self._journal.forget()
            self._empty()
            self.faults.clear()
            self.faults.committed.clear()
            self.counts.clear()
            self.requests.clear()
            self.latency_ms.clear()
            self.autoplay_speed = self.awb_delay_s = 0.0

    def close(self) -> None:
        with self.lock:
            self._journal.close()

    # ---- figures -------------------------------------------------------------------------

    def note_request(self, endpoint: Endpoint, fields: Mapping[str, str], path: str) -> None:
        self.count(endpoint, "requests")
        self.requests.append({"endpoint": endpoint.value, "path": path, "fields": dict(fields)})

    def count(self, endpoint: Endpoint, what: str) -> None:
        with self.lock:
            self.counts[f"{endpoint.value}:{what}"] += 1

    def stats(self) -> dict[str, object]:
        """Counts that prove, or disprove, one airway bill per order."""
        with self.lock:
            endpoints: dict[str, dict[str, int]] = {endpoint.value: {} for endpoint in Endpoint}
            for name, number in self.counts.items():
                endpoint, _, what = name.partition(":")
                endpoints[endpoint][what] = number
            return {
                "requests": sum(row.get("requests", 0) for row in endpoints.values()),
                "endpoints": endpoints,
                "faults": dict(self.faults.committed),
                "orders": len(self.awbs_of),
                "parcels": len(self.parcels),
                "cnotes_per_order": {order: len(awbs) for order, awbs in self.awbs_of.items()},
                "orders_with_many": {o: awbs for o, awbs in self.awbs_of.items() if len(awbs) > 1},
                "duplicates": dict(self.duplicates),
                "changed_payloads": dict(self.changed_payloads),
            }


def _payload_hash(fields: Mapping[str, str]) -> str:
    text = json.dumps(dict(fields), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def shipper_number(number: int) -> str:
    """Thirteen characters, as Shipper's order ids have; `number` in base 36."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return f"{text:0>13}"
