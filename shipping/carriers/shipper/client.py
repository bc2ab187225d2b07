"""Shipper over HTTP: prices, orders, look-ups, pickups, tracking (merchant API v3).

An order is created inactive and without an airway bill. There is no idempotency: the same number
sent again would be a second order, so `book` sends once, and whoever does not know what became of it
asks `find` before anything is sent again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NoReturn
from urllib.parse import quote

from django.utils.translation import gettext as _

from komship.lib.clock import JAKARTA
from komship.lib.http import HttpClient, HttpReply, TransportFailure
from komship.lib.phone import mask_phone
from shipping.carriers.base import (
    Booked,
    BookingOutcomeUnknown,
    CarrierError,
    CarrierLogin,
    CarrierLoginFailed,
    CarrierOrder,
    CarrierRejected,
    CarrierUnavailable,
    Exchange,
    Outcome,
    ParcelRequest,
    PickupPlan,
    Recorder,
    RouteNotServed,
    Scan,
    Tariff,
    TrackingNotFound,
    TrackingReply,
    ignore_exchange,
)
from shipping.carriers.outcomes import BODY_LIMIT, outcome_of
from shipping.carriers.shipper import answers, mapping, statuses
from shipping.states import ClassifiedScan

CODE = "shipper"
POOL_SIZE = 4
TIMEZONE = "Asia/Jakarta"

_PHONE = re.compile(r'("phone_number"\s*:\s*"\+?)(62[0-9]+)')
_PRICING = "/v3/pricing/domestic"
_ORDER = "/v3/order"
_BY_NUMBER = "/v3/order/external-id/"
_PICKUP = "/v3/pickup/timeslot"


@dataclass(frozen=True, kw_only=True)
class _Call:
    """One request under way, and where its record goes. Without `body` it is a GET."""

    endpoint: str
    path: str
    reference: str
    record: Recorder
    body: Mapping[str, Any] | None = None
    query: Mapping[str, str] = field(default_factory=dict)


class ShipperCarrier:
    """The DeferredCarrier of Shipper. Thread-safe: two pools of connections and no other state."""

    code = CODE
    most_per_pickup = 30

    def __init__(self, login: CarrierLogin) -> None:
        self._login = login
        self._reading = HttpClient(
            name="shipper",
            base_url=login.base_url,
            read_timeout_s=login.read_timeout_s,
            pool_size=POOL_SIZE,
        )
        self._booking = HttpClient(
            name="shipper-booking",
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
        """COD prices (rupiah) between two areas for whole kilograms."""
        if not (origin_code.isdecimal() and destination_code.isdecimal()):
            raise RouteNotServed("no area id")
        body = mapping.pricing_body(
            origin_code, destination_code, weight_kg=weight_kg, value_rp=mapping.NOMINAL_VALUE_RP
        )
        return [rate.tariff for rate in self._rates(f"{origin_code}>{destination_code}", body, record)]

    def check(self, parcel: ParcelRequest) -> None:
        """Raise CarrierRejected when Shipper cannot carry the parcel. No network."""
        mapping.check(parcel)

    def book(self, parcel: ParcelRequest, *, record: Recorder = ignore_exchange) -> Booked:
        """Create the order, once, at today's rate; its airway bill comes later.

        The price is asked first, with the amount to collect: the rate's id and whether insurance is
        compulsory are known from nowhere else. Raises CarrierRejected, CarrierLoginFailed,
        CarrierUnavailable (no order was sent) and BookingOutcomeUnknown.
        """
        mapping.check(parcel)
        rate = self._rate_of(parcel, record)
        mapping.require_cod_above(parcel, rate.final_price_rp)
        body = mapping.order_body(
            parcel, rate_id=rate.rate_id, use_insurance=parcel.is_insured or rate.must_insure
        )
        call = _Call(endpoint="order", path=_ORDER, reference=parcel.order_number, body=body, record=record)
        try:
            reply = self._send(self._booking, call)
        except TransportFailure as failure:
            error = BookingOutcomeUnknown if failure.may_have_arrived else CarrierUnavailable
            _fail(call, None, error(str(failure)))
        try:
            order = answers.read_order(_success(reply), order_number=parcel.order_number)
        except answers.Garbled as error:
            _fail(call, reply, BookingOutcomeUnknown(str(error)))
        except CarrierError as error:
            _fail(call, reply, error)
        _note(call, reply, Outcome.OK)
        return Booked(awb=order.awb, carrier_order=order.carrier_order)

    def find(self, order_number: str, *, record: Recorder = ignore_exchange) -> CarrierOrder | None:
        """The order that carries our number, or None when Shipper says that there is none."""
        call = _Call(
            endpoint="order/external-id",
            path=_BY_NUMBER + quote(order_number, safe=""),
            reference=order_number,
            record=record,
        )
        reply = self._read(call)
        if answers.is_not_found(reply.status, reply.body):
            _note(call, reply, Outcome.NOT_FOUND)
            return None
        try:
            found = answers.read_found(_success(reply), order_number)
        except (CarrierError, answers.Garbled) as error:
            _fail_reading(call, reply, error)
        _note(call, reply, Outcome.EXISTING if found else Outcome.NOT_FOUND)
        return found

    def order_state(self, carrier_order: str, *, record: Recorder = ignore_exchange) -> CarrierOrder:
        """How far an order is: active, cancelled, with its airway bill."""
        call = self._detail(carrier_order, record)
        reply = self._read(call)
        try:
            order = answers.read_order(_success(reply))
        except (CarrierError, answers.Garbled) as error:
            _fail_reading(call, reply, error)
        _note(call, reply, Outcome.OK)
        return order

    def ask_pickup(
        self, carrier_orders: Sequence[str], plan: PickupPlan, *, record: Recorder = ignore_exchange
    ) -> None:
        """Activate orders for the slot that holds the planned time, else the next one there is."""
        start, end = self._slot(plan, carrier_orders[0], record)
        call = _Call(
            endpoint="pickup/timeslot",
            path=_PICKUP,
            reference=carrier_orders[0],
            body=mapping.pickup_body(list(carrier_orders), start=start, end=end, timezone=TIMEZONE),
            record=record,
        )
        reply = self._read(call, self._booking)
        try:
            _success(reply)
        except (CarrierError, answers.Garbled) as error:
            _fail_reading(call, reply, error)
        _note(call, reply, Outcome.OK)

    def track(self, awb: str, *, record: Recorder = ignore_exchange) -> TrackingReply:
        """All trackings of an order so far; `awb` is Shipper's order id."""
        call = self._detail(awb, record)
        reply = self._read(call)
        if answers.is_not_found(reply.status, reply.body):
            _fail(call, reply, TrackingNotFound("no such order"))
        try:
            found = answers.read_tracking(_success(reply), awb)
        except (CarrierError, answers.Garbled) as error:
            _fail_reading(call, reply, error)
        _note(call, reply, Outcome.OK)
        return found

    def classify(self, scan: Scan) -> ClassifiedScan:
        return statuses.classify(scan)

    def describe(self, scan: Scan) -> str:
        return statuses.describe(scan)

    # ---- parts ---------------------------------------------------------------------------

    def _rates(self, reference: str, body: Mapping[str, Any], record: Recorder) -> list[answers.Rate]:
        call = _Call(endpoint="pricing", path=_PRICING, reference=reference, body=body, record=record)
        reply = self._read(call)
        if answers.is_not_found(reply.status, reply.body):
            _fail(call, reply, RouteNotServed("unknown area"))
        try:
            rates = answers.read_rates(_success(reply))
        except (CarrierError, answers.Garbled) as error:
            _fail_reading(call, reply, error)
        _note(call, reply, Outcome.OK)
        return rates

    def _rate_of(self, parcel: ParcelRequest, record: Recorder) -> answers.Rate:
        body = mapping.pricing_body(
            parcel.origin_code,
            parcel.destination_code,
            weight_kg=parcel.billed_kg,
            value_rp=parcel.cod_amount_rp,
            volume_cm3=parcel.volume_cm3,
        )
        rates = self._rates(parcel.order_number, body, record)
        rate = next((rate for rate in rates if rate.service_code == parcel.service_code), None)
        if rate is None:
            raise RouteNotServed(_("Layanan ini tidak melayani rute pesanan dengan COD hari ini."))
        return rate

    def _slot(self, plan: PickupPlan, reference: str, record: Recorder) -> tuple[str, str]:
        call = _Call(
            endpoint="pickup/timeslots",
            path=_PICKUP,
            reference=reference,
            query={"time_zone": TIMEZONE},
            record=record,
        )
        reply = self._read(call)
        try:
            slots = answers.read_slots(_success(reply))
        except (CarrierError, answers.Garbled) as error:
            _fail_reading(call, reply, error)
        if not slots:
            _fail(call, reply, CarrierUnavailable("no pickup slots"))
        _note(call, reply, Outcome.OK)
        wanted = _moment_of(plan)
        _end, start, end = next((slot for slot in slots if slot[0] > wanted), slots[-1])
        return start, end

    def _detail(self, carrier_order: str, record: Recorder) -> _Call:
        path = f"{_ORDER}/{quote(carrier_order, safe='')}"
        return _Call(endpoint="order/detail", path=path, reference=carrier_order, record=record)

    def _read(self, call: _Call, http: HttpClient | None = None) -> HttpReply:
        try:
            return self._send(http or self._reading, call)
        except TransportFailure as failure:
            _fail(call, None, CarrierUnavailable(str(failure)))

    def _send(self, http: HttpClient, call: _Call) -> HttpReply:
        if not self._login.secret:
            raise CarrierLoginFailed("SHIPPER_API_KEY is not set")
        headers = {"X-API-Key": self._login.secret, "Accept": "application/json"}
        if call.body is None:
            return http.get(call.path, call.query, headers=headers)
        return http.post_json(call.path, call.body, headers=headers)


def _moment_of(plan: PickupPlan) -> datetime:
    hour, minute = (int(part) for part in plan.time.split(":"))
    return datetime.combine(plan.on, datetime.min.time(), tzinfo=JAKARTA) + timedelta(
        hours=hour, minutes=minute
    )


def _success(reply: HttpReply) -> answers.Answer:
    """The answer when it is a success. Raises CarrierError, Garbled."""
    answer = answers.read_answer(reply.status, reply.body)
    failure = answers.failure_of(answer)
    if failure is not None:
        raise failure
    return answer


def _fail_reading(call: _Call, reply: HttpReply, error: Exception) -> NoReturn:
    """A refused reading is no refusal of the parcel, unless it is about prices or the pickup itself."""
    if isinstance(error, CarrierRejected) and call.body is None:
        error = CarrierUnavailable(error.reason)
    _fail(call, reply, error if isinstance(error, CarrierError) else CarrierUnavailable(str(error)))


def _fail(call: _Call, reply: HttpReply | None, error: CarrierError) -> NoReturn:
    _note(call, reply, outcome_of(error), note=error.reason)
    raise error


def _note(call: _Call, reply: HttpReply | None, outcome: Outcome, *, note: str = "") -> None:
    call.record(
        Exchange(
            carrier=CODE,
            endpoint=call.endpoint,
            reference=call.reference,
            request=redacted(call.body or call.query),
            status=reply.status if reply else None,
            body=_shown_body(reply.body) if reply else "",
            elapsed_ms=reply.elapsed_ms if reply else 0,
            outcome=outcome,
            note=note,
        )
    )


def _shown_body(text: str) -> str:
    """Answers repeat the phones of the request."""
    masked = _PHONE.sub(lambda found: found[1] + mask_phone(found[2]), text[:BODY_LIMIT])
    return masked[:BODY_LIMIT]


def redacted(body: Mapping[str, Any]) -> dict[str, str]:
    """The request as it may be stored: no key, phones masked, names dotted."""
    shown = {
        name: mask_phone(value) if name.endswith("phone_number") else value
        for name, value in mapping.flat(body).items()
    }
    return {"X-API-Key": "***", **shown}
