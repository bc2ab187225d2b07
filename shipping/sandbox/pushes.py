"""What couriers push to Komship, made from a parcel of the sandbox and really sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from shipping.sandbox import kiriminaja
from shipping.sandbox.kiriminaja import Row
from shipping.sandbox.parcels import Move, Parcel, Refused, ScanRow

TIMEOUT_S = 10
MOST_TIMES = 50

# The last move and the method that tells of it.
_METHODS: Mapping[Move, str] = {
    Move.PICKED_UP: "processed_packages",
    Move.DELIVERED: "finished_packages",
    Move.RETURNING: "returned_packages",
    Move.RETURNED: "returned_packages",
    Move.CANCELLED: "canceled_packages",
    Move.PROBLEM: "problem_packages",
}
_STATUSES: Mapping[Move, int] = {
    Move.PICKED_UP: 1040,
    Move.IN_TRANSIT: 1180,
    Move.OUT_FOR_DELIVERY: 1190,
    Move.PROBLEM: 1330,
    Move.DELIVERED: 2010,
    Move.RETURNING: 1410,
    Move.RETURNED: 1340,
    Move.LOST: 1380,
    Move.DAMAGED: 1380,
    Move.CANCELLED: 999,
    Move.PAID: 2000,
}


@dataclass(frozen=True)
class Push:
    """`headers` carry the carrier's login where it has one."""

    path: str
    headers: Mapping[str, str]
    body: bytes


def _last(parcel: Parcel) -> tuple[Move | None, datetime]:
    scans: list[ScanRow] = sorted(parcel.scans, key=lambda row: row.at)
    return (parcel.moves[-1] if parcel.moves else None), (scans[-1].at if scans else parcel.booked_at)


def _kiriminaja(parcel: Parcel, method: str) -> Push:
    """Our own token comes back; times are Jakarta's in one method and UTC with a Z in another."""
    move, at = _last(parcel)
    method = method or _METHODS.get(move or Move.PICKED_UP, "shipped_packages")
    body = {"method": method, "data": [_row(parcel, method, at, move)]}
    headers = {
        "User-Agent": "KiriminAja-Push-Services",
        "Authorization": f"Bearer {kiriminaja.TOKEN}",
    }
    return Push("/api/webhooks/kiriminaja", headers, json.dumps(body).encode())


def _row(parcel: Parcel, method: str, at: datetime, move: Move | None) -> Row:
    row: dict[str, Any] = {"order_id": parcel.order_id}
    local = kiriminaja.local(at)
    match method:
        case "processed_packages":
            row |= {"awb": parcel.awb, "sorting_code": "JOG-JOG1000-JKT2020"}
        case "shipped_packages":
            row |= {"shipped_at": local}
        case "finished_packages":
            row |= {"finished_at": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000000Z"}
        case "canceled_packages":
            row |= {"date": local, "canceled_at": local, "reason": "Dibatalkan"}
        case "returned_packages":
            row |= {"returned_at": local if move is Move.RETURNED else None}
        case "return_finished_packages":
            row |= {"date": local}
    return row


def _shipper(parcel: Parcel, method: str) -> Push:
    """`order_id` is Shipper's internal number, `tracking_id` the order's; `auth` is made up."""
    move, at = _last(parcel)
    code = int(method) if method.isdecimal() else _STATUSES[move] if move else 1000
    internal = crc32(parcel.awb.encode())
    body = {
        "auth": f"{internal:032x}",
        "order_id": str(internal),
        "tracking_id": parcel.awb if parcel.is_shipper else f"{internal:013X}",
        "external_id": parcel.order_id,
        "status_date": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "internal": {"id": code, "name": "", "description": ""},
        "external": {"id": code, "name": "", "description": ""},
        "internal_status": {"code": code, "name": "", "description": ""},
        "external_status": {"code": code, "name": "", "description": ""},
        "awb": "" if parcel.is_shipper else parcel.awb,
    }
    return Push("/api/webhooks/shipper", {}, json.dumps(body).encode())


_SENDERS: Mapping[str, Callable[[Parcel, str], Push]] = {"kiriminaja": _kiriminaja, "shipper": _shipper}
SENDERS = tuple(_SENDERS)


def push_of(parcel: Parcel, *, sender: str, method: str = "") -> Push:
    """The push `sender` would make of the parcel as it is now. Raises Refused."""
    make = _SENDERS.get(sender)
    if make is None:
        raise Refused(f"nobody is called {sender}")
    return make(parcel, method)


def send(push: Push, to: str, *, times: int = 1) -> list[int]:
    """POST it to Komship at `to` (scheme, host, port); the statuses of the answers. Raises Refused."""
    address = urlsplit(to)
    if address.scheme != "http" or not address.hostname:
        raise Refused(f"cannot push to {to!r}")
    statuses = []
    connection = HTTPConnection(address.hostname, address.port or 80, timeout=TIMEOUT_S)
    try:
        for _ in range(min(times, MOST_TIMES)):
            headers = {"Content-Type": "application/json", **push.headers}
            connection.request("POST", push.path, push.body, headers)
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)
    except OSError as error:
        raise Refused(f"{to} does not answer: {error}") from error
    finally:
        connection.close()
    return statuses
