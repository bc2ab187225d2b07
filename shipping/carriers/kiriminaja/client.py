"""KiriminAja over HTTP: where a parcel is (POST /api/mitra/tracking). It books nothing for Komship."""

from __future__ import annotations

from typing import NoReturn

from komship.lib.http import HttpClient, HttpReply, TransportFailure
from shipping.carriers.base import (
    CarrierError,
    CarrierLogin,
    CarrierLoginFailed,
    CarrierUnavailable,
    Exchange,
    Outcome,
    Recorder,
    Scan,
    TrackingNotFound,
    TrackingReply,
    ignore_exchange,
)
from shipping.carriers.kiriminaja import answers, mapping, statuses
from shipping.states import ClassifiedScan

CODE = "kiriminaja"
BODY_LIMIT = 8_000
POOL_SIZE = 4

_TRACKING = "/api/mitra/tracking"
_OUTCOMES: tuple[tuple[type[CarrierError], Outcome], ...] = (
    (CarrierLoginFailed, Outcome.LOGIN_FAILED),
    (TrackingNotFound, Outcome.NOT_FOUND),
    (CarrierUnavailable, Outcome.UNAVAILABLE),
)


class KiriminAjaTracker:
    """The Tracker of KiriminAja. Thread-safe: one pool of connections and no other state."""

    code = CODE

    def __init__(self, login: CarrierLogin) -> None:
        self._login = login
        self._http = HttpClient(
            name="kiriminaja",
            base_url=login.base_url,
            read_timeout_s=login.read_timeout_s,
            pool_size=POOL_SIZE,
        )

    def track(self, awb: str, *, record: Recorder = ignore_exchange) -> TrackingReply:
        """All scans of a parcel so far, asked by airway bill (KiriminAja's order number works too)."""
        body = mapping.tracking_body(awb)
        if not self._login.secret:
            raise CarrierLoginFailed("no token is set (KIRIMINAJA_TOKEN)")
        headers = {"Accept": "application/json", "Authorization": f"Bearer {self._login.secret}"}
        try:
            reply = self._http.post_json(_TRACKING, body, headers=headers)
        except TransportFailure as failure:
            _fail(record, awb, None, CarrierUnavailable(str(failure)))
        try:
            found = answers.read_tracking(reply.status, reply.body, awb)
        except CarrierError as error:
            _fail(record, awb, reply, error)
        _note(record, awb, reply, Outcome.OK)
        return found

    def classify(self, scan: Scan) -> ClassifiedScan:
        return statuses.classify(scan)

    def describe(self, scan: Scan) -> str:
        return statuses.describe(scan)


def _fail(record: Recorder, awb: str, reply: HttpReply | None, error: CarrierError) -> NoReturn:
    outcome = next(value for kind, value in _OUTCOMES if isinstance(error, kind))
    _note(record, awb, reply, outcome, note=error.reason)
    raise error


def _note(record: Recorder, awb: str, reply: HttpReply | None, outcome: Outcome, *, note: str = "") -> None:
    record(
        Exchange(
            carrier=CODE,
            endpoint="tracking",
            reference=awb,
            request={"authorization": "***", "order_id": awb},
            status=reply.status if reply else None,
            body=reply.body[:BODY_LIMIT] if reply else "",
            elapsed_ms=reply.elapsed_ms if reply else 0,
            outcome=outcome,
            note=note,
        )
    )
