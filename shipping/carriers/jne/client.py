"""JNE over HTTP: tariff, generatecnote, pickupcashless, tracking (JNE API book, "apiv2").

All four are POSTs of form fields with the login in the body. Create calls are sent once: what is not
a clear answer becomes BookingOutcomeUnknown, and only the identical parcel under the identical order
number, sent later, brings the truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import quote

from komship.lib.http import HttpClient, HttpReply, TransportFailure
from komship.lib.phone import mask_phone
from shipping.carriers.base import (
    Booked,
    BookingOutcomeUnknown,
    CarrierError,
    CarrierLogin,
    CarrierUnavailable,
    Exchange,
    Handover,
    Outcome,
    ParcelRequest,
    Recorder,
    Scan,
    Tariff,
    TrackingReply,
    ignore_exchange,
)
from shipping.carriers.jne import answers, mapping, statuses
from shipping.carriers.outcomes import BODY_LIMIT, outcome_of
from shipping.states import ClassifiedScan

CODE = "jne"
POOL_SIZE = 4

_TARIFF = "/tracing/api/pricedev"
_DROPOFF = "/tracing/api/generatecnote"
_PICKUP = "/pickupcashless"
_TRACKING = "/tracing/api/list/v1/cnote/"


@dataclass(frozen=True, kw_only=True)
class _Call:
    """One request under way, and where its record goes."""

    endpoint: str
    path: str
    reference: str
    fields: Mapping[str, str]
    record: Recorder


class JneCarrier:
    """The Carrier of JNE. Thread-safe: two pools of connections and no other state."""

    code = CODE

    def __init__(self, login: CarrierLogin) -> None:
        self._login = login
        self._reading = HttpClient(
            name="jne",
            base_url=login.base_url,
            read_timeout_s=login.read_timeout_s,
            pool_size=POOL_SIZE,
        )
        self._booking = HttpClient(
            name="jne-booking",
            base_url=login.booking_base_url,
            read_timeout_s=login.booking_timeout_s,
            pool_size=POOL_SIZE,
        )

    def tariffs(
        self,
        origin_code: str,
        destination_code: str,
        weight_kg: int,
        *,
        record: Recorder = ignore_exchange,
    ) -> list[Tariff]:
        """Services and total prices (rupiah) of a route for whole kilograms."""
        call = _Call(
            endpoint="pricedev",
            path=_TARIFF,
            reference=f"{origin_code}>{destination_code}",
            fields={"from": origin_code, "thru": destination_code, "weight": str(weight_kg)},
            record=record,
        )
        reply = self._read(call)
        try:
            found = answers.read_tariffs(_object_of(reply))
        except (CarrierError, answers.Garbled) as error:
            _fail_reading(call, reply, error)
        _note(call, reply, Outcome.OK)
        return found

    def check(self, parcel: ParcelRequest) -> None:
        """Raise CarrierRejected when JNE has no room for the parcel. No network."""
        self._create_call(parcel, ignore_exchange)

    def book(self, parcel: ParcelRequest, *, record: Recorder = ignore_exchange) -> Booked:
        """Make the airway bill: pickupcashless for pickups, generatecnote for drop-offs.

        Sent once. Raises CarrierRejected, CarrierLoginFailed, CarrierUnavailable (nothing was sent)
        and BookingOutcomeUnknown.
        """
        call = self._create_call(parcel, record)
        try:
            reply = self._send(self._booking, call)
        except TransportFailure as failure:
            error = BookingOutcomeUnknown if failure.may_have_arrived else CarrierUnavailable
            _fail(call, None, error(str(failure)))
        try:
            booked = answers.read_booking(_object_of(reply))
        except answers.Garbled as error:
            _fail(call, reply, BookingOutcomeUnknown(str(error)))
        except CarrierError as error:
            _fail(call, reply, error)
        _note(call, reply, Outcome.EXISTING if booked.is_existing else Outcome.OK)
        return booked

    def track(self, awb: str, *, record: Recorder = ignore_exchange) -> TrackingReply:
        """All scans of an airway bill so far."""
        call = _Call(
            endpoint="tracking",
            path=_TRACKING + quote(awb, safe=""),
            reference=awb,
            fields={},
            record=record,
        )
        reply = self._read(call)
        try:
            found = answers.read_tracking(_object_of(reply), awb)
        except (CarrierError, answers.Garbled) as error:
            _fail_reading(call, reply, error)
        _note(call, reply, Outcome.OK)
        return found

    def classify(self, scan: Scan) -> ClassifiedScan:
        return statuses.classify(scan)

    def describe(self, scan: Scan) -> str:
        return statuses.describe(scan)

    def _create_call(self, parcel: ParcelRequest, record: Recorder) -> _Call:
        is_pickup = parcel.handover is Handover.PICKUP
        fields_of = mapping.pickup_fields if is_pickup else mapping.dropoff_fields
        return _Call(
            endpoint="pickupcashless" if is_pickup else "generatecnote",
            path=_PICKUP if is_pickup else _DROPOFF,
            reference=parcel.order_number,
            fields=fields_of(parcel, self._login.customer_number),
            record=record,
        )

    def _read(self, call: _Call) -> HttpReply:
        try:
            return self._send(self._reading, call)
        except TransportFailure as failure:
            _fail(call, None, CarrierUnavailable(str(failure)))

    def _send(self, http: HttpClient, call: _Call) -> HttpReply:
        login = {"username": self._login.username, "api_key": self._login.secret}
        return http.post_form(call.path, {**login, **call.fields}, headers={"Accept": "application/json"})


def _object_of(reply: HttpReply) -> answers.JsonObject:
    return answers.read_object(reply.status, reply.body)


def _fail_reading(call: _Call, reply: HttpReply, error: Exception) -> NoReturn:
    if isinstance(error, CarrierError):
        _fail(call, reply, error)
    _fail(call, reply, CarrierUnavailable(str(error)))


def _fail(call: _Call, reply: HttpReply | None, error: CarrierError) -> NoReturn:
    _note(call, reply, outcome_of(error), note=error.reason)
    raise error


def _note(call: _Call, reply: HttpReply | None, outcome: Outcome, *, note: str = "") -> None:
    call.record(
        Exchange(
            carrier=CODE,
            endpoint=call.endpoint,
            reference=call.reference,
            request=redacted(call.fields),
            status=reply.status if reply else None,
            body=reply.body[:BODY_LIMIT] if reply else "",
            elapsed_ms=reply.elapsed_ms if reply else 0,
            outcome=outcome,
            note=note,
        )
    )


def redacted(fields: Mapping[str, str]) -> dict[str, str]:
    """Request fields as they may be stored: no login, phones masked."""
    shown = {
        name: mask_phone(value.removeprefix("+")) if name.endswith("PHONE") else value
        for name, value in fields.items()
    }
    return {"username": "***", "api_key": "***", **shown}
