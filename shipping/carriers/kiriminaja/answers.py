"""Reading KiriminAja's tracking answers. Pure.

HTTP 200 and `status: true` say nothing about the parcel, `details.status_code` is null beside the real
one, `delivered_at` may be months late, the history is newest first and repeats rows.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from komship.lib.clock import JAKARTA
from komship.lib.text import fold_spaces
from shipping.carriers.base import (
    CarrierError,
    CarrierLoginFailed,
    CarrierUnavailable,
    Scan,
    TrackingNotFound,
    TrackingReply,
)
from shipping.carriers.kiriminaja.statuses import AMBIGUOUS, MOVING, SHIPPED_AT

JsonObject = dict[str, Any]

# The text of a refused token is not published; these are the words such texts have.
_LOGIN = re.compile(r"unauth|api.?key|token|forbidden|credential", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z0-9_]{1,20}")
# Statuses under which KiriminAja has looked at the question; mostly it is 200.
_ANSWERED = frozenset({200, 400, 404, 422})


def read_tracking(status: int, body: str, awb: str) -> TrackingReply:
    """The scans of `awb`, repeats removed, oldest first.

    Raises TrackingNotFound (every `status: false` that is not about our login), CarrierLoginFailed,
    CarrierUnavailable.
    """
    data = _object_of(status, body)
    if data.get("status") is not True:
        raise _refusal(status, data)
    if status != 200:
        raise CarrierUnavailable(f"HTTP {status}")
    details = data.get("details")
    if not isinstance(details, dict):
        raise CarrierUnavailable("answer without details")
    if not _is_about(details, awb):
        raise CarrierUnavailable("answer about another parcel")
    scans = _scans(data, details)
    return TrackingReply(
        awb=awb,
        scans=scans,
        receiver=next((scan.place for scan in reversed(scans) if scan.place), None),
        service_code=word(details.get("service_name")) or None,
        estimate=_estimate(details.get("estimation")),
    )


def _object_of(status: int, body: str) -> JsonObject:
    if status in (401, 403):
        raise CarrierLoginFailed(f"HTTP {status}")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise CarrierUnavailable(f"HTTP {status}, not JSON") from error
    if not isinstance(data, dict):
        raise CarrierUnavailable(f"HTTP {status}, not a JSON object")
    return data


def _refusal(status: int, data: JsonObject) -> CarrierError:
    """What `status: false` is. Its texts are not published, and an unknown parcel has one of them."""
    text = word(data.get("text"))
    if data.get("status") is not False or status not in _ANSWERED:
        return CarrierUnavailable(f"HTTP {status} {text}")
    return CarrierLoginFailed(text) if _LOGIN.search(text) else TrackingNotFound(text or "status false")


def _is_about(details: JsonObject, awb: str) -> bool:
    """An answer that names neither number is believed: only one parcel was asked about."""
    named = {word(details.get(name)).upper() for name in ("awb", "order_id")} - {""}
    return not named or awb.strip().upper() in named


def _scans(data: JsonObject, details: JsonObject) -> tuple[Scan, ...]:
    rows = data.get("histories")
    read = [scan for scan in map(_read_row, rows if isinstance(rows, list) else []) if scan is not None]
    # Newest first, the same row several times. Stable: rows of one second stay in the order of life.
    once = {(scan.occurred_at, scan.code, scan.text): scan for scan in reversed(read)}
    history = sorted(once.values(), key=lambda scan: scan.occurred_at)
    scans = [*history[:1], *map(_with_evidence, history[1:])]
    shipped_at = read_moment(details.get("shipped_at"))
    if shipped_at is not None:
        scans.append(Scan(code=MOVING, text=SHIPPED_AT, occurred_at=shipped_at))
    scans += _missing_row(data, scans)
    return tuple(sorted(scans, key=lambda scan: scan.occurred_at))


def _with_evidence(scan: Scan) -> Scan:
    """A 100 that is not the first row is no creation."""
    if scan.code != AMBIGUOUS:
        return scan
    return Scan(code=MOVING, text=scan.text, occurred_at=scan.occurred_at, place=scan.place)


def _missing_row(data: JsonObject, scans: list[Scan]) -> list[Scan]:
    """The parcel's own status, when the history has no row for it; it is as old as the newest row."""
    code = read_code(data.get("status_code"))
    if code in ("", AMBIGUOUS) or not scans or any(scan.code == code for scan in scans):
        return []
    newest = max(scan.occurred_at for scan in scans)
    return [Scan(code=code, text=word(data.get("text")), occurred_at=newest)]


def _read_row(row: object) -> Scan | None:
    if not isinstance(row, dict):
        return None
    moment = read_moment(row.get("created_at"))
    if moment is None:
        return None
    return Scan(
        code=read_code(row.get("status_code")),
        text=word(row.get("status")),
        occurred_at=moment,
        place=word(row.get("receiver")),
    )


def read_code(value: object) -> str:
    """Codes come as numbers and as text, at instant couriers as words. True is a number to Python."""
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return text if _CODE.fullmatch(text) else ""


def read_moment(value: object) -> datetime | None:
    """`YYYY-MM-DD HH:MM:SS` in Jakarta, or ISO 8601 with a zone; aware UTC, None when neither."""
    try:
        moment = datetime.fromisoformat(word(value))
    except ValueError:
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=JAKARTA)).astimezone(UTC)
    except OverflowError:
        return None


def word(value: object) -> str:
    return fold_spaces(value) if isinstance(value, str) else ""


def _estimate(value: object) -> str | None:
    """`-` promises nothing."""
    text = word(value)
    return text if any(character.isdigit() for character in text) else None
