from datetime import timedelta
from math import ceil

from django.conf import settings

from komship.core.outbox import RetryLater
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.carriers.base import (
    Booked,
    BookingOutcomeUnknown,
    CarrierLoginFailed,
    CarrierRejected,
    CarrierUnavailable,
    DeferredCarrier,
)
from shipping.carriers.registry import carrier
from shipping.models import Shipment
from shipping.rules.breakers import Line
from shipping.services import _breaker as breaker
from shipping.services import _record_booking as record
from shipping.services._attempt import Attempt, about_to_send_again, claim_attempt
from shipping.services._carrier_calls import Protocol

FIRST_WAIT_S = 10
LONGEST_WAIT_S = 900
PAUSED_WAIT_S = 60
CONNECT_S = 4
# A carrier without idempotency gets nothing a second time while the first call may still be on its
# way through the carrier's own house.
SEND_AGAIN_AFTER = timedelta(minutes=5)


def book_parcel(shipment_id: int) -> None:
    """Ask the courier for the airway bill of a waiting booking, at most one caller at a time.

    Must run outside any transaction: claim and result are two short ones around the call. Safe to
    repeat: a booking that is not waiting is left alone. Raises RetryLater when the courier is down,
    refuses our login or is left alone for a while; the order is untouched then.
    """
    _attempt(shipment_id, BookingState.PENDING)


def resolve_booking(shipment_id: int) -> None:
    """Find out what became of an unexplained attempt.

    A courier that answers a number it knows with the airway bill that exists (JNE book, section 3
    and 4) is sent the identical parcel under the same number. One that would make a second order is
    looked up by the number, and sent the parcel only when it says that there is none. Same rules as
    `book_parcel`.
    """
    _attempt(shipment_id, BookingState.UNKNOWN)


def lease_s() -> int:
    """Seconds after which an attempt without a recorded result counts as unexplained.

    Whatever is configured, longer than the client's own timeouts: asking again while the first
    request is under way could make two airway bills.
    """
    jne = float(getattr(settings, "JNE_BOOKING_TIMEOUT_S", 20)) + CONNECT_S
    # Shipper is asked for its price before each order.
    shipper = sum(
        float(getattr(settings, name, default)) + CONNECT_S
        for name, default in (("SHIPPER_READ_TIMEOUT_S", 8), ("SHIPPER_BOOKING_TIMEOUT_S", 20))
    )
    return max(int(getattr(settings, "BOOKING_RESOLVE_AFTER_S", 60)), ceil(jne), ceil(shipper))


def _attempt(shipment_id: int, waiting_in: BookingState) -> None:
    shipment = Shipment.objects.filter(pk=shipment_id, booking_state=waiting_in).first()
    if shipment is None:
        return
    try:
        leave = breaker.ask(shipment.books_with, Line.BOOKING)
    except breaker.LinePaused as pause:
        # A line may be resumed, or forgotten by Redis, long before its time: a look costs little.
        raise RetryLater(min(pause.wait_s, PAUSED_WAIT_S), pause.reason) from pause
    attempt = claim_attempt(shipment, lease_s=lease_s())
    if attempt is None:
        breaker.give_back(leave)
    else:
        _call(attempt, leave)


def _call(attempt: Attempt, leave: breaker.Leave) -> None:
    """One request, and one transaction that records what came of it.

    Anything unforeseen leaves the booking claimed: when the lease ends it counts as unexplained.
    """
    protocol = Protocol()
    try:
        with breaker.calling(leave):
            booked = _ask(attempt, protocol)
    except CarrierRejected as refusal:
        record.rejected(attempt, protocol, reason=refusal.reason)
    except BookingOutcomeUnknown:
        record.unknown(attempt, protocol, ask_again_in_s=_wait_s(attempt, first=lease_s()))
    except CarrierLoginFailed:
        _put_back(attempt, protocol, wait_s=PAUSED_WAIT_S, reason="login refused")
    except CarrierUnavailable as failure:
        wait_s = _wait_s(attempt, first=FIRST_WAIT_S)
        _put_back(attempt, protocol, wait_s=wait_s, reason=failure.reason or "not reachable")
    else:
        _take(attempt, protocol, booked)


def _ask(attempt: Attempt, protocol: Protocol) -> Booked | None:
    """Book, or for an unexplained attempt at a carrier without idempotency: look first.

    None when the number is not there and it is too early to send it again.
    """
    adapter = carrier(attempt.carrier)
    if attempt.maybe_booked and isinstance(adapter, DeferredCarrier):
        found = adapter.find(attempt.reference, record=protocol)
        if found is not None:
            is_theirs = not found.is_for(attempt.parcel)
            return Booked(awb=found.awb, carrier_order=found.carrier_order, is_existing=is_theirs)
        if not _may_send_again(attempt):
            return None
    return adapter.book(attempt.parcel, record=protocol)


def _may_send_again(attempt: Attempt) -> bool:
    if attempt.sent_at is not None and clock.now() - attempt.sent_at < SEND_AGAIN_AFTER:
        return False
    return about_to_send_again(attempt, lease_s=lease_s())


def _take(attempt: Attempt, protocol: Protocol, booked: Booked | None) -> None:
    if booked is None:
        record.unknown(attempt, protocol, ask_again_in_s=_wait_s(attempt, first=lease_s()))
        return
    is_deferred = bool(booked.carrier_order)
    if booked.is_existing and (is_deferred or not attempt.maybe_booked):
        record.collision(attempt, protocol, number=booked.awb or booked.carrier_order)
    elif is_deferred:
        record.accepted(attempt, protocol, carrier_order=booked.carrier_order)
    else:
        record.booked(attempt, protocol, awb=booked.awb)


def _put_back(attempt: Attempt, protocol: Protocol, *, wait_s: int, reason: str) -> None:
    """The courier certainly has nothing new: the booking waits where it waited before."""
    record.not_sent(attempt, protocol, ask_again_in_s=wait_s)
    if not attempt.maybe_booked:
        raise RetryLater(wait_s, f"{attempt.carrier}: {reason}")


def _wait_s(attempt: Attempt, *, first: int) -> int:
    return int(min(first * 2 ** min(attempt.number - 1, 10), max(LONGEST_WAIT_S, first)))
