"""News of parcels. Orders listen; `reference` is the order number.

`partner_id` 0 stands in events that were written before it was told.
"""

from dataclasses import dataclass
from typing import ClassVar

from komship.core.events import DomainEvent


@dataclass(frozen=True)
class BookingOpened(DomainEvent):
    """A parcel waits to be booked at its courier."""

    topic: ClassVar[str] = "shipping.booking_opened"

    shipment_id: int
    reference: str


@dataclass(frozen=True)
class BookingUnresolved(DomainEvent):
    """Nobody knows yet whether the courier made an airway bill; it has to be asked again."""

    topic: ClassVar[str] = "shipping.booking_unresolved"

    shipment_id: int
    reference: str


@dataclass(frozen=True)
class ParcelBooked(DomainEvent):
    topic: ClassVar[str] = "shipping.parcel_booked"

    reference: str
    awb: str
    partner_id: int = 0


@dataclass(frozen=True)
class AirwayBillsDue(DomainEvent):
    """Orders that one carrier has taken without an airway bill; they are to be asked about."""

    topic: ClassVar[str] = "shipping.airway_bills_due"

    carrier: str
    shipment_ids: list[int]


@dataclass(frozen=True)
class BookingRefused(DomainEvent):
    topic: ClassVar[str] = "shipping.booking_refused"

    reference: str
    reason: str
    partner_id: int = 0


@dataclass(frozen=True)
class BookingUnknown(DomainEvent):
    topic: ClassVar[str] = "shipping.booking_unknown"

    reference: str


@dataclass(frozen=True)
class BookingRetryAsked(DomainEvent):
    """Ops wants a refused parcel booked after all; whoever refers to it knows what it holds by now."""

    topic: ClassVar[str] = "shipping.booking_retry_asked"

    reference: str
    actor_label: str


@dataclass(frozen=True)
class BookingCancelled(DomainEvent):
    topic: ClassVar[str] = "shipping.booking_cancelled"

    reference: str


@dataclass(frozen=True)
class ParcelMoved(DomainEvent):
    """Status, problem flag or return state changed.

    `occurred_at` is the courier's time of the deciding scan, `first_scan_at` when the courier first
    had the parcel (None before): one poll may bring a parcel from ready to delivered.
    """

    topic: ClassVar[str] = "shipping.parcel_moved"

    reference: str
    before: str
    after: str
    occurred_at: str
    is_problem: bool
    return_state: int
    first_scan_at: str | None = None
    partner_id: int = 0
    awb: str = ""


@dataclass(frozen=True)
class CodPaidOut(DomainEvent):
    """A carrier that tells delivery and payout apart has paid the buyer's money of this parcel."""

    topic: ClassVar[str] = "shipping.cod_paid_out"

    reference: str


@dataclass(frozen=True)
class TrackingDue(DomainEvent):
    """Parcels of one carrier to ask about; `due_at` tells a repeated run which are done already."""

    topic: ClassVar[str] = "shipping.tracking_due"

    carrier: str
    shipment_ids: list[int]
    due_at: str


@dataclass(frozen=True)
class PushReceived(DomainEvent):
    """A carrier sent something unasked; it is stored and waits to be taken in."""

    topic: ClassVar[str] = "shipping.push_received"

    push_id: int
