"""What the rest of the house may know about a courier company: value types, errors, one Protocol.

Pure on purpose: no models, no settings, no HTTP. A carrier is three small files behind `Carrier`
(client, mapping, statuses) and knows nothing of orders, bookings or the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from shipping.states import ClassifiedScan

# --------------------------------------------------------------------------------------------
# The parcel as it is sent to a carrier
# --------------------------------------------------------------------------------------------


class Handover(StrEnum):
    """How the parcel reaches the carrier; decides which of a carrier's create calls is used."""

    PICKUP = "pickup"
    DROPOFF = "dropoff"


class Vehicle(StrEnum):
    MOTORCYCLE = "MOTOR"
    CAR = "MOBIL"
    TRUCK = "TRUCK"


@dataclass(frozen=True, kw_only=True)
class Party:
    """Sender or recipient. `phone` is normalised digits (628...)."""

    name: str
    phone: str
    address_line: str
    village: str = ""
    district: str
    city: str
    province: str
    postal_code: str


@dataclass(frozen=True, kw_only=True)
class PickupPlan:
    """Where and when the courier comes. `on` is a Jakarta date, `time` is HH:MM Jakarta wall clock."""

    on: date
    time: str
    contact_name: str
    contact_phone: str
    address_line: str
    district: str
    city: str
    vehicle: Vehicle = Vehicle.MOTORCYCLE


@dataclass(frozen=True, kw_only=True)
class ParcelRequest:
    """One booking as frozen at the moment the seller asked for it.

    `order_number` is the idempotency reference at the carrier: a repeated call must carry the
    identical parcel, because carriers answer a known number without looking at the new payload.
    `origin_code` and `destination_code` are the carrier's own. `shipping_rp` is the price the seller
    was shown, `volume_cm3` 0 when nobody knows it.
    """

    order_number: str
    handover: Handover
    service_family: str
    service_code: str
    origin_code: str
    destination_code: str
    sender: Party
    recipient: Party
    weight_g: int
    billed_kg: int
    quantity: int
    goods_description: str
    goods_value_rp: int
    is_cod: bool = False
    cod_amount_rp: int = 0
    is_insured: bool = False
    instruction: str = ""
    pickup: PickupPlan | None = None
    shipping_rp: int = 0
    volume_cm3: int = 0

    def to_json(self) -> dict[str, Any]:
        """Plain data for a JSON column; `from_json` gives the equal parcel back."""
        data = asdict(self)
        if self.pickup is not None:
            data["pickup"]["on"] = self.pickup.on.isoformat()
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ParcelRequest:
        values = dict(data)
        values["handover"] = Handover(values["handover"])
        values["sender"] = Party(**values["sender"])
        values["recipient"] = Party(**values["recipient"])
        if values.get("pickup") is not None:
            plan = dict(values["pickup"])
            plan["on"] = date.fromisoformat(plan["on"])
            plan["vehicle"] = Vehicle(plan["vehicle"])
            values["pickup"] = PickupPlan(**plan)
        return cls(**values)

    def payload_hash(self) -> str:
        """SHA-256 of the canonical JSON: tells whether a later attempt still sends the same parcel."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


# --------------------------------------------------------------------------------------------
# Answers
# --------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Tariff:
    """`price_rp` is for the whole weight asked. A missing promise (etd) stays None, never 0."""

    service_code: str
    service_display: str
    price_rp: int
    etd_min_days: int | None = None
    etd_max_days: int | None = None
    goods_type: str = ""


@dataclass(frozen=True, kw_only=True)
class Booked:
    """`is_existing`: the carrier knew the order number already and answered its first airway bill.

    Adopt an existing airway bill only when an attempt for this number is on record; otherwise it
    belongs to somebody else (another system under the same account). Without `awb` the carrier has
    taken the order as `carrier_order` and makes the airway bill later (`DeferredCarrier`).
    """

    awb: str = ""
    carrier_order: str = ""
    is_existing: bool = False


@dataclass(frozen=True, kw_only=True)
class CarrierOrder:
    """An order as it stands at a carrier that makes airway bills later; what it does not tell is empty."""

    carrier_order: str
    order_number: str
    awb: str = ""
    cod_amount_rp: int | None = None
    recipient_phone: str = ""
    is_active: bool = False
    is_cancelled: bool = False

    def is_for(self, parcel: ParcelRequest) -> bool:
        """Whether it collects the parcel's money from the parcel's recipient, as far as it tells."""
        is_same_amount = self.cod_amount_rp in (None, parcel.cod_amount_rp)
        return is_same_amount and self.recipient_phone in ("", parcel.recipient.phone)


@dataclass(frozen=True, kw_only=True)
class Scan:
    """One tracking row. `occurred_at` is aware; `place` is what the carrier put in brackets."""

    code: str
    text: str
    occurred_at: datetime
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class TrackingReply:
    """`scans` are without repeats, oldest first, in the carrier's order within one minute."""

    awb: str
    scans: tuple[Scan, ...]
    receiver: str | None = None
    receiver_relation: str | None = None
    service_code: str | None = None
    weight_kg: str | None = None
    estimate: str | None = None


class Outcome(StrEnum):
    """How one exchange was read; stored beside the raw bodies."""

    OK = "ok"
    EXISTING = "existing"
    REJECTED = "rejected"
    LOGIN_FAILED = "login_failed"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request and its answer, safe to store: logins and phones masked, body cut."""

    carrier: str
    endpoint: str
    reference: str
    request: Mapping[str, str]
    status: int | None
    body: str
    elapsed_ms: int
    outcome: Outcome
    note: str = ""


Recorder = Callable[[Exchange], None]


def ignore_exchange(exchange: Exchange) -> None:
    """The recorder of callers that keep nothing."""


# --------------------------------------------------------------------------------------------
# Errors
# --------------------------------------------------------------------------------------------


class CarrierError(Exception):
    """`reason` is for people of the house (log, ops panel), except in CarrierRejected."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class CarrierRejected(CarrierError):
    """The carrier (or our own check before the call) refuses this payload for good.

    `fields` names the offending fields of ParcelRequest when it is known; then `reason` is a
    translated sentence that may be shown to the seller.
    """

    def __init__(self, reason: str = "", *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.fields: dict[str, str] = dict(fields or {})


class RouteNotServed(CarrierRejected):
    """The carrier has no price between these two places."""


class CarrierLoginFailed(CarrierError):
    """Our account is refused. Never the order's fault: pause the carrier, leave orders alone."""


class CarrierUnavailable(CarrierError):
    """A reading call (tariff, tracking) got no usable answer: try later.

    From `book` it means that the request certainly never reached the carrier.
    """


class BookingOutcomeUnknown(CarrierError):
    """The create call may or may not have made an airway bill.

    Only the identical parcel under the identical number, sent later, can tell, or a look-up.
    """


class TrackingNotFound(CarrierError):
    """The carrier does not know the airway bill (yet): changes nothing but the next poll."""


# --------------------------------------------------------------------------------------------
# The carrier
# --------------------------------------------------------------------------------------------


class Tracker(Protocol):
    """Whoever can say where a parcel is. Instances hold no state per call and are shared between threads.

    Some carriers only track (KiriminAja): they are no `Carrier`, so no code can book with them, and
    `registry.carrier` refuses their name.
    """

    code: str

    def track(self, awb: str, *, record: Recorder = ignore_exchange) -> TrackingReply:
        """All scans so far. Raises TrackingNotFound, CarrierLoginFailed, CarrierUnavailable."""
        ...

    def classify(self, scan: Scan) -> ClassifiedScan:
        """What a scan means for the parcel's status (shipping.states.fold_scans). Pure."""
        ...

    def describe(self, scan: Scan) -> str:
        """The scan in words for sellers and customers, in the language in force. Pure."""
        ...


class Carrier(Tracker, Protocol):
    """A courier company that prices, books and tracks."""

    def tariffs(
        self,
        origin_code: str,
        destination_code: str,
        weight_kg: int,
        *,
        record: Recorder = ignore_exchange,
    ) -> list[Tariff]:
        """Services and prices of a route. Raises RouteNotServed, CarrierRejected, CarrierLoginFailed,
        CarrierUnavailable."""
        ...

    def check(self, parcel: ParcelRequest) -> None:
        """Raise CarrierRejected when the parcel cannot be expressed for this carrier. No network."""
        ...

    def book(self, parcel: ParcelRequest, *, record: Recorder = ignore_exchange) -> Booked:
        """Make the airway bill, once, without retry. Raises CarrierRejected, CarrierLoginFailed,
        CarrierUnavailable (never sent), BookingOutcomeUnknown."""
        ...


@runtime_checkable
class DeferredCarrier(Carrier, Protocol):
    """A carrier that takes an order first, wants to be asked for the pickup, and then makes the
    airway bill. It has no idempotency: the same number sent again would be a second order, so an
    unexplained attempt is looked up by our number before anything is sent again."""

    most_per_pickup: int

    def find(self, order_number: str, *, record: Recorder = ignore_exchange) -> CarrierOrder | None:
        """The order with our number; None only when the carrier clearly says that there is none.
        Raises CarrierLoginFailed, CarrierUnavailable."""
        ...

    def order_state(self, carrier_order: str, *, record: Recorder = ignore_exchange) -> CarrierOrder:
        """How far an order is. Raises CarrierLoginFailed, CarrierUnavailable."""
        ...

    def ask_pickup(
        self, carrier_orders: Sequence[str], plan: PickupPlan, *, record: Recorder = ignore_exchange
    ) -> None:
        """Have the courier come for at most `most_per_pickup` orders, asked once.

        Raises CarrierRejected, CarrierLoginFailed, CarrierUnavailable (whether it was heard shows in
        `order_state`).
        """
        ...


@dataclass(frozen=True, kw_only=True)
class CarrierLogin:
    """Where and as whom a carrier is called. Booking may live on another address than reading."""

    base_url: str
    booking_base_url: str = ""
    username: str = ""
    secret: str = field(repr=False)
    customer_number: str = ""
    read_timeout_s: float = 8.0
    booking_timeout_s: float = 20.0
