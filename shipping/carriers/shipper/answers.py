"""Reading Shipper's answers. Pure.

Unlike JNE, HTTP statuses are real. Errors sit inside `metadata`; a page of some proxy has none, and
only what carries the envelope counts as Shipper's word.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.utils.translation import gettext as _

from komship.lib.text import fold_spaces
from shipping.carriers.base import (
    CarrierError,
    CarrierLoginFailed,
    CarrierOrder,
    CarrierRejected,
    CarrierUnavailable,
    RouteNotServed,
    Scan,
    Tariff,
    TrackingReply,
)
from shipping.carriers.shipper import statuses
from shipping.carriers.shipper.mapping import service_of

JsonObject = dict[str, Any]

_INVALID_INPUT = "10005"
_AWB = re.compile(r"[A-Za-z0-9-]{5,20}")
_DIGITS = re.compile(r"[0-9]{1,12}")


class Garbled(Exception):
    """Not a clear answer of Shipper's: no envelope, no data, or a failure of the server."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`data` of a success; code and message of the first error otherwise."""

    status: int
    data: Any
    is_enveloped: bool
    is_json: bool
    code: str = ""
    message: str = ""

    @property
    def is_success(self) -> bool:
        return self.status in (200, 201) and self.is_enveloped and not self.code


@dataclass(frozen=True, kw_only=True)
class Rate:
    """One priced rate of a courier; `final_price_rp` is for the whole parcel."""

    rate_id: int
    service_code: str
    display: str
    final_price_rp: int
    must_insure: bool
    min_days: int | None
    max_days: int | None

    @property
    def tariff(self) -> Tariff:
        return Tariff(
            service_code=self.service_code,
            service_display=self.display,
            price_rp=self.final_price_rp,
            etd_min_days=self.min_days,
            etd_max_days=self.max_days,
        )


def read_answer(status: int, body: str) -> Answer:
    """Envelope and content of any answer at all; never raises."""
    try:
        raw = json.loads(body, parse_float=Decimal)
    except ValueError:
        return Answer(status=status, data=None, is_enveloped=False, is_json=False)
    metadata = raw.get("metadata") if isinstance(raw, dict) else None
    if not isinstance(metadata, dict):
        return Answer(status=status, data=None, is_enveloped=False, is_json=isinstance(raw, dict))
    errors = metadata.get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    return Answer(
        status=status,
        data=raw.get("data"),
        is_enveloped=True,
        is_json=True,
        code=str(first.get("code") or ""),
        message=_word(first.get("message")),
    )


def failure_of(answer: Answer) -> CarrierError | Garbled | None:
    """What went wrong, for every kind of call; None for a success.

    CarrierUnavailable means that the request was turned away before anything was done with it.
    """
    if answer.is_success:
        return None
    if answer.status in (401, 403) and answer.is_json:
        return CarrierLoginFailed(answer.message or f"HTTP {answer.status}")
    if answer.status == 429:
        return CarrierUnavailable("too many requests")
    if 400 <= answer.status < 500 and answer.status != 408 and answer.is_enveloped:
        return CarrierRejected(_refusal(answer))
    return Garbled(f"HTTP {answer.status}" + ("" if answer.is_enveloped else " without envelope"))


def is_not_found(status: int, body: str) -> bool:
    """Shipper's own "no such record", not the 404 of something on the way."""
    return status == 404 and read_answer(status, body).is_enveloped


def _refusal(answer: Answer) -> str:
    if answer.code == _INVALID_INPUT:
        return _("Data pesanan ditolak tanpa keterangan. Periksa nama, alamat, dan nomor telepon.")
    return answer.message or f"HTTP {answer.status}"


# --------------------------------------------------------------------------------------------
# Prices
# --------------------------------------------------------------------------------------------


def read_rates(answer: Answer) -> list[Rate]:
    """The rates of services Komship sells, the cheapest of each. Raises RouteNotServed, Garbled."""
    rows = answer.data.get("pricings") if isinstance(answer.data, dict) else None
    if not isinstance(rows, list):
        raise Garbled("answer without prices")
    if not rows:
        raise RouteNotServed("no price")
    found: dict[str, Rate] = {}
    for row in rows:
        rate = _read_rate(row) if isinstance(row, dict) else None
        known = found.get(rate.service_code) if rate else None
        if rate and (known is None or rate.final_price_rp < known.final_price_rp):
            found[rate.service_code] = rate
    return list(found.values())


def _read_rate(row: JsonObject) -> Rate | None:
    logistic, rate = row.get("logistic"), row.get("rate")
    if not isinstance(logistic, dict) or not isinstance(rate, dict):
        return None
    name = _word(rate.get("name"))
    code = service_of(_word(logistic.get("code")), name) or service_of(_word(logistic.get("name")), name)
    rate_id, price = _number(rate.get("id")), _number(row.get("final_price"))
    if code is None or not rate_id or not price:
        return None
    return Rate(
        rate_id=rate_id,
        service_code=code,
        display=name,
        final_price_rp=price,
        must_insure=row.get("must_use_insurance") is True,
        min_days=_number(row.get("min_day")),
        max_days=_number(row.get("max_day")),
    )


# --------------------------------------------------------------------------------------------
# Orders
# --------------------------------------------------------------------------------------------


def read_order(answer: Answer, *, order_number: str = "") -> CarrierOrder:
    """One order, as create, detail and look-up tell it. Raises Garbled when it is not clearly one,
    or is about another number than asked for."""
    found = _orders_in(answer, order_number)
    if not found:
        raise Garbled("answer without an order id")
    return found[0]


def read_found(answer: Answer, order_number: str) -> CarrierOrder | None:
    """The order of a look-up by our number; an empty list is a clear "none".

    Should there be several, one that lives counts before a cancelled one, and the older first.
    """
    if answer.data == []:
        return None
    found = _orders_in(answer, order_number)
    if not found:
        raise Garbled("look-up without an order id")
    return min(found, key=lambda order: order.is_cancelled)


def _orders_in(answer: Answer, order_number: str) -> list[CarrierOrder]:
    rows = answer.data if isinstance(answer.data, list) else [answer.data]
    orders = [_read_order(row) for row in rows if isinstance(row, dict)]
    return [
        order for order in orders if order and (not order_number or order.order_number in ("", order_number))
    ]


def _read_order(row: JsonObject) -> CarrierOrder | None:
    carrier_order = _word(row.get("order_id"))
    if not carrier_order:
        return None
    cod, consignee = row.get("cod"), row.get("consignee")
    awb = _word(row.get("awb_number"))
    if awb and not _AWB.fullmatch(awb):
        raise Garbled("odd airway bill")
    return CarrierOrder(
        carrier_order=carrier_order,
        order_number=_word(row.get("external_id")),
        awb=awb,
        cod_amount_rp=_number(cod.get("cod_amount")) if isinstance(cod, dict) else None,
        recipient_phone=_phone(consignee.get("phone_number") if isinstance(consignee, dict) else None),
        is_active=row.get("is_active") is True or bool(_word(row.get("pickup_code"))),
        is_cancelled=_status_code(row.get("shipment_status")) == statuses.CANCELLED_CODE,
    )


def _phone(value: object) -> str:
    """Only a whole number counts: a masked one tells nothing."""
    text = _word(value).removeprefix("+")
    return text if text.isdecimal() else ""


def read_slots(answer: Answer) -> list[tuple[datetime, str, str]]:
    """When couriers come: the end of each slot, then start and end as Shipper wrote them."""
    rows = answer.data.get("time_slots") if isinstance(answer.data, dict) else None
    slots = []
    for row in rows if isinstance(rows, list) else []:
        start, end = (_word(row.get(name)) for name in ("start_time", "end_time"))
        moment = read_moment(end)
        if moment is not None and read_moment(start) is not None:
            slots.append((moment, start, end))
    return sorted(slots)


# --------------------------------------------------------------------------------------------
# Tracking
# --------------------------------------------------------------------------------------------


def read_tracking(answer: Answer, number: str) -> TrackingReply:
    """All trackings of an order, repeats removed, oldest first. Raises Garbled."""
    data = answer.data
    if not isinstance(data, dict) or _word(data.get("order_id")) not in ("", number):
        raise Garbled("answer about another order")
    rows = data.get("trackings")
    scans: dict[Scan, None] = {}
    for row in rows if isinstance(rows, list) else []:
        scan = _read_scan(row, is_unpaid=_says_unpaid(data)) if isinstance(row, dict) else None
        if scan is not None:
            scans[scan] = None
    return TrackingReply(awb=number, scans=tuple(sorted(scans, key=lambda scan: scan.occurred_at)))


def _says_unpaid(data: JsonObject) -> bool:
    """`disburse_status` 0: nothing was paid, whatever the order's status says."""
    cod = data.get("cod")
    return isinstance(cod, dict) and cod.get("disburse_status") in (0, "0")


def _read_scan(row: JsonObject, *, is_unpaid: bool) -> Scan | None:
    status = row.get("shipper_status")
    moment = read_moment(_word(row.get("created_date")))
    if moment is None or not isinstance(status, dict):
        return None
    code = _status_code(status)
    if code == statuses.PAYOUT_CODE and is_unpaid:
        code = statuses.PAYOUT_OPEN
    text = fold_spaces(_word(status.get("description")) or _word(status.get("name")))
    return Scan(code=code, text=text, occurred_at=moment)


def _status_code(status: object) -> str:
    code = status.get("code") if isinstance(status, dict) else None
    return str(code) if isinstance(code, int | str) and not isinstance(code, bool) else ""


def read_moment(text: str) -> datetime | None:
    """ISO 8601; UTC when no offset is written. None when it is no time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    """Whole numbers; a fraction of a rupiah is rounded up, because the price is a limit."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None
    if isinstance(value, Decimal):
        return int(value.to_integral_value(ROUND_CEILING)) if value >= 0 else None
    return int(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else None
