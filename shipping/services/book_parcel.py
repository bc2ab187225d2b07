import logging
from math import ceil

from django.conf import settings

from komship.core.outbox import RetryLater
from shipping.booking_states import BookingState
from shipping.carriers.base import (
    BookingOutcomeUnknown,
    CarrierLoginFailed,
    CarrierRejected,
    CarrierUnavailable,
)
from shipping.carriers.registry import carrier
from shipping.models import Shipment
from shipping.services import _record_booking as record
from shipping.services._attempt import Attempt, claim_attempt
from shipping.services._carrier_calls import Protocol
from shipping.services._carrier_pause import LOGIN_PAUSE_S, pause_carrier, pause_reason

logger = logging.getLogger(__name__)

FIRST_WAIT_S = 10
LONGEST_WAIT_S = 900
PAUSED_WAIT_S = 60
CONNECT_S = 4


def book_parcel(shipment_id: int) -> None:
    """Ask the courier for the airway bill of a waiting booking, at most one caller at a time.

    Must run outside any transaction: claim and result are two short ones around the call. Safe to
    repeat: a booking that is not waiting is left alone. Raises RetryLater when the courier is down
    or refuses our login; the order is untouched then.
    """
    _attempt(shipment_id, BookingState.PENDING)


def resolve_booking(shipment_id: int) -> None:
    """Find out what became of an unexplained attempt: the identical parcel under the same number.

    The courier answers a number it knows with the airway bill that exists (JNE book, section 3 and
    4); there is no other look-up. Same rules as `book_parcel`.
    """
    _attempt(shipment_id, BookingState.UNKNOWN)


def lease_s() -> int:
    """Seconds after which an attempt without a recorded result counts as unexplained.

    Whatever is configured, longer than the client's own timeouts: asking again while the first
    request is under way could make two airway bills.
    """
    longest_call = ceil(float(getattr(settings, "JNE_BOOKING_TIMEOUT_S", 20))) + CONNECT_S
    return max(int(getattr(settings, "BOOKING_RESOLVE_AFTER_S", 60)), longest_call)


def _attempt(shipment_id: int, waiting_in: BookingState) -> None:
    shipment = Shipment.objects.filter(pk=shipment_id, booking_state=waiting_in).first()
    if shipment is None:
        return
    reason = pause_reason(shipment.books_with)
    if reason is not None:
        raise RetryLater(PAUSED_WAIT_S, f"{shipment.books_with} is paused: {reason}")
    attempt = claim_attempt(shipment, lease_s=lease_s())
    if attempt is not None:
        _call(attempt)


def _call(attempt: Attempt) -> None:
    """One request, and one transaction that records what came of it.

    Anything unforeseen leaves the booking claimed: when the lease ends it counts as unexplained.
    """
    protocol = Protocol()
    try:
        booked = carrier(attempt.carrier).book(attempt.parcel, record=protocol)
    except CarrierRejected as refusal:
        record.rejected(attempt, protocol, reason=refusal.reason)
    except BookingOutcomeUnknown:
        record.unknown(attempt, protocol, ask_again_in_s=_wait_s(attempt, first=lease_s()))
    except CarrierLoginFailed as failure:
        pause_carrier(attempt.carrier, seconds=LOGIN_PAUSE_S, reason=failure.reason or "login refused")
        logger.error("%s refuses our login; its bookings wait", attempt.carrier)
        _put_back(attempt, protocol, wait_s=PAUSED_WAIT_S, reason="login refused")
    except CarrierUnavailable as failure:
        wait_s = _wait_s(attempt, first=FIRST_WAIT_S)
        _put_back(attempt, protocol, wait_s=wait_s, reason=failure.reason or "not reachable")
    else:
        if booked.is_existing and not attempt.maybe_booked:
            record.collision(attempt, protocol, awb=booked.awb)
        else:
            record.booked(attempt, protocol, awb=booked.awb)


def _put_back(attempt: Attempt, protocol: Protocol, *, wait_s: int, reason: str) -> None:
    """The courier certainly has nothing new: the booking waits where it waited before."""
    record.not_sent(attempt, protocol, ask_again_in_s=wait_s)
    if not attempt.maybe_booked:
        raise RetryLater(wait_s, f"{attempt.carrier}: {reason}")


def _wait_s(attempt: Attempt, *, first: int) -> int:
    return int(min(first * 2 ** min(attempt.number - 1, 10), max(LONGEST_WAIT_S, first)))
