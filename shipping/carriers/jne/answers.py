"""Reading JNE's answers, in the one order that survives all their differences. Pure.

HTTP status says nothing (200 for everything), `status` may be the text "false", success is "sukses"
or "success", a repeated order carries its airway bill as `cnote_no` or as `cnote`.
"""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime
from typing import Any

from komship.lib.clock import JAKARTA
from komship.lib.text import fold_spaces
from shipping.carriers.base import (
    Booked,
    BookingOutcomeUnknown,
    CarrierLoginFailed,
    CarrierRejected,
    CarrierUnavailable,
    RouteNotServed,
    Scan,
    Tariff,
    TrackingNotFound,
    TrackingReply,
)

JsonObject = dict[str, Any]

_SUCCESS = frozenset({"sukses", "success"})
_ENTITIES = ("&#39;", "&amp;", "&quot;", "&lt;", "&gt;", "&#34;", "&#38;", "&#60;", "&#62;")
_PLACE = re.compile(r"\[([^\[\]]*)\]")
_DIGITS = re.compile(r"[0-9]{1,9}")


class Garbled(Exception):
    """Not an answer of JNE's: no JSON object, or an HTTP status other than 200."""


def read_object(status: int, body: str) -> JsonObject:
    """The JSON object of an answer. Raises Garbled."""
    if status != 200:
        raise Garbled(f"HTTP {status}")
    if not body.strip():
        raise Garbled("no body")
    try:
        data = json.loads(body)
    except ValueError as error:
        raise Garbled("not JSON") from error
    if not isinstance(data, dict):
        raise Garbled("not a JSON object")
    return data


def _error_text(data: JsonObject) -> str | None:
    """The text of a top-level `error`, whatever `status` beside it says."""
    return str(data["error"]) if data.get("error") else None


def _is_login_error(text: str) -> bool:
    return "api key not found" in text.casefold()


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


# --------------------------------------------------------------------------------------------
# Create
# --------------------------------------------------------------------------------------------


def read_booking(data: JsonObject) -> Booked:
    """The airway bill of a create answer.

    Raises CarrierLoginFailed, CarrierRejected, and BookingOutcomeUnknown for everything that is
    neither a clear yes nor a clear no.
    """
    error = _error_text(data)
    if error is not None:
        raise CarrierLoginFailed(error) if _is_login_error(error) else CarrierRejected(error)
    detail = data.get("detail")
    row = detail[0] if isinstance(detail, list) and detail else None
    if not isinstance(row, dict):
        raise BookingOutcomeUnknown("answer without detail")
    status = _word(row.get("status")).casefold()
    if status in _SUCCESS:
        awb = _word(row.get("cnote_no"))
        if not awb:
            raise BookingOutcomeUnknown("success without an airway bill")
        return Booked(awb=awb)
    if status == "error":
        return _read_refusal(row)
    raise BookingOutcomeUnknown(f"unexpected status {status!r}")


def _read_refusal(row: JsonObject) -> Booked:
    reason = _word(row.get("reason"))
    awb = _word(row.get("cnote_no")) or _word(row.get("cnote"))
    if "already exist" in reason.casefold() and awb:
        return Booked(awb=awb, is_existing=True)
    raise CarrierRejected(reason or "refused without a reason")


# --------------------------------------------------------------------------------------------
# Tariff
# --------------------------------------------------------------------------------------------


def read_tariffs(data: JsonObject) -> list[Tariff]:
    """Every priced service once, by its code: the display name is not unique.

    Raises CarrierLoginFailed, RouteNotServed, CarrierRejected, CarrierUnavailable.
    """
    error = _error_text(data)
    if error is not None:
        if _is_login_error(error):
            raise CarrierLoginFailed(error)
        if "price not found" in error.casefold():
            raise RouteNotServed(error)
        raise CarrierRejected(error)
    rows = data.get("price")
    if not isinstance(rows, list):
        raise CarrierUnavailable("answer without prices")
    found: dict[str, Tariff] = {}
    for row in rows:
        tariff = _read_tariff(row) if isinstance(row, dict) else None
        if tariff is not None:
            found.setdefault(tariff.service_code, tariff)
    return list(found.values())


def _read_tariff(row: JsonObject) -> Tariff | None:
    code = _word(row.get("service_code"))
    price = _number(row.get("price"))
    if not code or not price:
        return None
    unit = _word(row.get("times")).upper()
    return Tariff(
        service_code=code,
        service_display=_word(row.get("service_display")) or code,
        price_rp=price,
        etd_min_days=_days(row.get("etd_from"), unit),
        etd_max_days=_days(row.get("etd_thru"), unit),
        goods_type=_word(row.get("goods_type")),
    )


def _number(value: object) -> int | None:
    text = str(value).strip() if isinstance(value, str | int) else ""
    return int(text) if _DIGITS.fullmatch(text) else None


def _days(value: object, unit: str) -> int | None:
    """Days of a promise; hours are rounded up. No unit or no number is no promise."""
    number = _number(value)
    if number is None or unit not in {"D", "H"}:
        return None
    return number if unit == "D" else -(-number // 24)


# --------------------------------------------------------------------------------------------
# Tracking
# --------------------------------------------------------------------------------------------


def read_tracking(data: JsonObject, awb: str) -> TrackingReply:
    """The scans of `awb`, repeats removed, oldest first, in JNE's order within one minute.

    Raises TrackingNotFound, CarrierLoginFailed, CarrierUnavailable.
    """
    error = _error_text(data)
    if error is not None:
        if _is_login_error(error):
            raise CarrierLoginFailed(error)
        if "cnote" in error.casefold() and "not found" in error.casefold():
            raise TrackingNotFound(error)
        raise CarrierUnavailable(error)
    cnote = data.get("cnote")
    if not isinstance(cnote, dict):
        raise CarrierUnavailable("answer without cnote")
    answered = str(cnote.get("cnote_no") or awb)
    if answered.lstrip("0") != awb.lstrip("0"):
        raise CarrierUnavailable("answer about another airway bill")
    return TrackingReply(
        awb=awb,
        scans=_read_scans(data.get("history")),
        receiver=_shown(cnote.get("cnote_pod_receiver")),
        receiver_relation=_shown(cnote.get("keterangan")),
        service_code=_shown(cnote.get("servicetype")),
        weight_kg=_shown(cnote.get("cnote_weight")),
        estimate=_estimate(cnote.get("estimate_delivery")),
    )


def _read_scans(rows: object) -> tuple[Scan, ...]:
    scans: dict[Scan, None] = {}
    for row in rows if isinstance(rows, list) else []:
        scan = _read_scan(row) if isinstance(row, dict) else None
        if scan is not None:
            scans[scan] = None
    return tuple(sorted(scans, key=lambda scan: scan.occurred_at))


def _read_scan(row: JsonObject) -> Scan | None:
    moment = read_moment(_word(row.get("date")))
    if moment is None:
        return None
    text = clean_text(_word(row.get("desc")))
    places = _PLACE.findall(text)
    return Scan(
        code=_word(row.get("code")).upper(),
        text=text,
        occurred_at=moment,
        place=fold_spaces(places[-1]) if places else "",
    )


def read_moment(text: str) -> datetime | None:
    """`DD-MM-YYYY HH:MM[:SS]` in Jakarta, or ISO 8601 with offset; aware UTC, None when neither."""
    for layout in ("%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M:%S"):
        try:
            moment = datetime.strptime(text, layout)  # noqa: DTZ007 - the zone is attached below
        except ValueError:
            continue
        return moment.replace(tzinfo=JAKARTA).astimezone(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=JAKARTA)).astimezone(UTC)


def clean_text(text: str) -> str:
    """Unescaped once. JNE escapes and then cuts to the column, so the end may be half an entity."""
    start = text.rfind("&")
    if start >= 0 and any(entity.startswith(text[start:]) and entity != text[start:] for entity in _ENTITIES):
        text = text[:start]
    return fold_spaces(html.unescape(text))


def _shown(value: object) -> str | None:
    return clean_text(_word(value)) or None


def _estimate(value: object) -> str | None:
    """`" Days"` without a number promises nothing."""
    text = fold_spaces(_word(value))
    return text if any(character.isdigit() for character in text) else None
