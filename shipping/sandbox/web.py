"""The sandbox's own side: a JSON API under /sandbox/ and one page to look at and to click."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.template.loader import render_to_string

from komship.lib.clock import JAKARTA, wib_text
from shipping.sandbox import pushes
from shipping.sandbox.faults import FaultKind, read_fault
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder, Parcel, Refused, ScanRow
from shipping.sandbox.world import World

Body = dict[str, Any]
_PAGE_ROWS = 100


@dataclass(frozen=True)
class WebReply:
    body: bytes
    status: int = 200
    content_type: str = "application/json"
    location: str | None = None


def as_json(data: object, status: int = 200) -> WebReply:
    return WebReply(json.dumps(data).encode(), status)


def _moment(value: object) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise Refused(f"not an ISO time: {value}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=JAKARTA)


def _number(body: Body, name: str) -> float:
    try:
        return float(str(body.get(name) or 0))
    except ValueError as error:
        raise Refused(f"{name} must be a number") from error


def parcel_json(parcel: Parcel) -> Body:
    return {
        "awb": parcel.awb,
        "order_id": parcel.order_id,
        "endpoint": parcel.endpoint.value,
        "state": parcel.last_move,
        "booked_at": parcel.booked_at.isoformat(),
        "fields": dict(parcel.fields),
        "scans": [{"at": row.at.isoformat(), "code": row.code, "desc": row.text} for row in parcel.scans],
    }


class SandboxWeb:
    """Routes of the sandbox's own API. Every handler takes the query or body and gives plain data."""

    def __init__(self, world: World, *, push_to: str = "") -> None:
        self.world = world
        self.push_to = push_to
        self._reads: dict[str, Callable[[Body], object]] = {
            "/healthz": lambda _: {"status": "ok"},
            "/sandbox/stats": lambda _: world.stats(),
            "/sandbox/parcels": self.parcels,
            "/sandbox/requests": lambda _: {"requests": list(world.requests)},
            "/sandbox/faults": lambda _: {"faults": [f.as_json() for f in world.faults.faults]},
            "/sandbox/time": lambda _: self._time(),
        }
        self._writes: dict[str, Callable[[Body], object]] = {
            "/sandbox/time": self.shift_time,
            "/sandbox/autoplay": self.autoplay,
            "/sandbox/faults": self.add_fault,
            "/sandbox/faults/clear": self.clear_faults,
            "/sandbox/latency": self.set_latency,
            "/sandbox/awb-delay": self.set_awb_delay,
            "/sandbox/move": self.move_many,
            "/sandbox/reset": self.reset,
        }

    def get(self, path: str, query: Mapping[str, str]) -> WebReply:
        if path == "/":
            return WebReply(self.page(query).encode(), content_type="text/html; charset=utf-8")
        if path == "/style.css":
            css = render_to_string("sandbox/style.css")
            return WebReply(css.encode(), content_type="text/css; charset=utf-8")
        handler = self._reads.get(path)
        if handler is None and path.startswith("/sandbox/parcels/"):
            reference = path.removeprefix("/sandbox/parcels/")
            return as_json(parcel_json(self._played(self.world.find(reference))))
        return as_json({"error": "no such path"}, 404) if handler is None else as_json(handler(dict(query)))

    def post(self, path: str, body: Body) -> WebReply:
        handler = self._writes.get(path)
        if handler is not None:
            return as_json(handler(body))
        reference, _, action = path.removeprefix("/sandbox/parcels/").rpartition("/")
        if not path.startswith("/sandbox/parcels/") or action not in {"move", "scan", "push"}:
            return as_json({"error": "no such path"}, 404)
        parcel = self.world.find(reference)
        if action == "push":
            return as_json(self._push(parcel, body))
        if action == "move":
            self.world.move(parcel, _move_order(body))
        else:
            self.world.scan(parcel, self._row(body))
        return as_json(parcel_json(parcel))

    # ---- reads ---------------------------------------------------------------------------

    def _played(self, parcel: Parcel) -> Parcel:
        self.world.play(parcel)
        return parcel

    def _selected(self, query: Body) -> list[Parcel]:
        """Newest first; `order_id` or `awb` selects, `limit` and `offset` page."""
        if query.get("order_id"):
            awbs = self.world.awbs_of.get(str(query["order_id"]), [])
            return [self.world.parcels[awb] for awb in awbs]
        if query.get("awb"):
            return [parcel for parcel in [self.world.parcels.get(str(query["awb"]))] if parcel]
        first = int(_number(query, "offset"))
        limit = int(_number(query, "limit")) or _PAGE_ROWS
        newest_first = list(reversed(list(self.world.parcels.values())))
        return newest_first[first : first + limit]

    def parcels(self, query: Body) -> Body:
        chosen = [parcel_json(self._played(parcel)) for parcel in self._selected(query)]
        return {"total": len(self.world.parcels), "parcels": chosen}

    def _time(self) -> Body:
        world = self.world
        return {"now": world.now().isoformat(), "offset_s": world.offset.total_seconds()}

    # ---- writes --------------------------------------------------------------------------

    def _row(self, body: Body) -> ScanRow:
        return ScanRow(
            at=_moment(body.get("at")) or self.world.now(),
            code=str(body.get("code") or ""),
            text=str(body.get("desc") or ""),
        )

    def _push(self, parcel: Parcel, body: Body) -> Body:
        """Tell Komship of the parcel: `sender`, `method`, `times`, and `to` for another Komship."""
        sender = str(body.get("sender") or pushes.SENDERS[0])
        push = pushes.push_of(parcel, sender=sender, method=str(body.get("method") or ""))
        times = int(_number(body, "times")) or 1
        statuses = pushes.send(push, str(body.get("to") or self.push_to), times=times)
        return {"path": push.path, "body": json.loads(push.body), "answers": statuses}

    def move_many(self, body: Body) -> Body:
        """Move several parcels (`parcels`: airway bills or order numbers) or all that can be moved."""
        order = _move_order(body)
        named = body.get("parcels") or []
        chosen = [self.world.find(str(name)) for name in named] or list(self.world.parcels.values())
        moved, refused = [], {}
        for parcel in chosen:
            try:
                self.world.move(parcel, order)
                moved.append(parcel.awb)
            except Refused as reason:
                refused[parcel.awb] = str(reason)
        return {"moved": moved, "refused": refused}

    def shift_time(self, body: Body) -> Body:
        """`to` an ISO time, `reset`, or go on by `advance_s`, `advance_hours` and `advance_days`."""
        world = self.world
        goal = _moment(body.get("to"))
        if body.get("reset"):
            world.set_offset(timedelta())
        elif goal is not None:
            world.set_offset(world.offset + (goal - world.now()))
        else:
            step = timedelta(
                days=_number(body, "advance_days"),
                hours=_number(body, "advance_hours"),
                seconds=_number(body, "advance_s"),
            )
            world.set_offset(world.offset + step)
        return self._time()

    def autoplay(self, body: Body) -> Body:
        """`speed` 1 is real life, 60 an hour per minute, 0 stops."""
        speed = _number(body, "speed") if body.get("speed") not in (None, "") else 1.0
        is_on = str(body.get("enabled", True)).casefold() not in {"false", "0", "no", "off"}
        self.world.autoplay_speed = speed if is_on else 0.0
        return {"speed": self.world.autoplay_speed}

    def add_fault(self, body: Body) -> Body:
        return self.world.faults.add(read_fault(body)).as_json()

    def clear_faults(self, body: Body) -> Body:
        number = body.get("number")
        self.world.faults.clear(None if number in (None, "") else int(str(number)))
        return {"faults": len(self.world.faults.faults)}

    def set_latency(self, body: Body) -> Body:
        """Milliseconds before every answer, of one `endpoint` or of all."""
        milliseconds = int(_number(body, "ms"))
        endpoint = str(body.get("endpoint") or "*")
        for name in Endpoint if endpoint == "*" else [Endpoint(endpoint)]:
            self.world.latency_ms[name.value] = milliseconds
        return {"latency_ms": dict(self.world.latency_ms)}

    def set_awb_delay(self, body: Body) -> Body:
        """Seconds between the activation of a Shipper order and its airway bill."""
        self.world.awb_delay_s = _number(body, "s")
        return {"awb_delay_s": self.world.awb_delay_s}

    def reset(self, body: Body) -> Body:
        self.world.reset()
        return {"parcels": 0}

    # ---- page ----------------------------------------------------------------------------

    def page(self, query: Mapping[str, str]) -> str:
        world = self.world
        chosen = [self._played(parcel) for parcel in self._selected(dict(query))]
        return render_to_string(
            "sandbox/page.html",
            {
                "parcels": [
                    {
                        "parcel": parcel,
                        "booked": wib_text(parcel.booked_at),
                        "scans": [(wib_text(r.at), r) for r in sorted(parcel.scans, key=lambda r: r.at)],
                    }
                    for parcel in chosen
                ],
                "moves": [move.value for move in Move],
                "senders": pushes.SENDERS,
                "kinds": [kind.value for kind in FaultKind],
                "endpoints": [endpoint.value for endpoint in Endpoint],
                "faults": list(world.faults.faults),
                "stats": world.stats(),
                "now": wib_text(world.now()),
                "speed": world.autoplay_speed,
                "query": query,
            },
        )


def _move_order(body: Body) -> MoveOrder:
    try:
        goal = Move(str(body.get("to")))
    except ValueError as error:
        raise Refused(str(error)) from error
    return MoveOrder(
        to=goal,
        at=_moment(body.get("at")),
        code=str(body["code"]) if body.get("code") else None,
        force=bool(body.get("force")),
    )
