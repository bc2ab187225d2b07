"""What an attempt at a courier came to: one short transaction each, fenced by the attempt's number."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from komship.core.events import DomainEvent
from komship.core.outbox import emit
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.events import BookingRefused, BookingUnknown, ParcelBooked
from shipping.rules.polling import FRESH, spread
from shipping.services._attempt import Attempt
from shipping.services._carrier_calls import Protocol, keep_exchanges
from shipping.services._transition import finish_attempt

logger = logging.getLogger(__name__)


def booked(attempt: Attempt, protocol: Protocol, *, awb: str) -> None:
    """The airway bill exists and is ours."""
    now = clock.now()

    def finish() -> bool:
        return finish_attempt(
            attempt.shipment_id,
            attempt.number,
            BookingState.BOOKED,
            awb=awb,
            booked_at=now,
            resolve_after_at=None,
            maybe_booked=False,
            next_poll_at=now + spread(FRESH, attempt.shipment_id),
        )

    news = ParcelBooked(reference=attempt.reference, awb=awb, partner_id=attempt.partner_id)
    try:
        _record(attempt, protocol, finish, news)
    except IntegrityError:
        logger.exception("%s gave %s the airway bill of another parcel", attempt.carrier, attempt.reference)
        _refuse_for_a_look(attempt, protocol, look_reason=f"awb {awb} belongs to another parcel")


def accepted(attempt: Attempt, protocol: Protocol, *, carrier_order: str) -> None:
    """The courier has the order and will give it an airway bill; from now on it is followed up."""
    now = clock.now()

    def finish() -> bool:
        return finish_attempt(
            attempt.shipment_id,
            attempt.number,
            BookingState.ACCEPTED,
            carrier_order=carrier_order,
            accepted_at=now,
            resolve_after_at=now,
            maybe_booked=False,
        )

    try:
        _record(attempt, protocol, finish, None)
    except IntegrityError:
        logger.exception("%s gave %s the order of another parcel", attempt.carrier, attempt.reference)
        _refuse_for_a_look(
            attempt, protocol, look_reason=f"carrier order {carrier_order} belongs to another parcel"
        )


def rejected(attempt: Attempt, protocol: Protocol, *, reason: str) -> None:
    """The courier refuses this parcel for good; the seller has to change something."""
    text = reason or _("Kurir menolak paket ini.")
    _record(
        attempt,
        protocol,
        lambda: finish_attempt(
            attempt.shipment_id,
            attempt.number,
            BookingState.REJECTED,
            rejection_reason=text[:300],
            resolve_after_at=None,
            maybe_booked=False,
        ),
        BookingRefused(reference=attempt.reference, reason=text[:300], partner_id=attempt.partner_id),
    )


def collision(attempt: Attempt, protocol: Protocol, *, number: str) -> None:
    """The courier knows a number we never sent: somebody else's parcel, whose label we must not print."""
    logger.error("%s already knows %s as %s", attempt.carrier, attempt.reference, number)
    _refuse_for_a_look(attempt, protocol, look_reason=f"number already used at the courier by {number}")


def unknown(attempt: Attempt, protocol: Protocol, *, ask_again_in_s: int) -> None:
    """The courier may or may not have it; the sweep asks again after a while."""
    _record(
        attempt,
        protocol,
        lambda: finish_attempt(
            attempt.shipment_id,
            attempt.number,
            BookingState.UNKNOWN,
            maybe_booked=True,
            resolve_after_at=clock.now() + timedelta(seconds=ask_again_in_s),
        ),
        None if attempt.maybe_booked else BookingUnknown(reference=attempt.reference),
    )


def not_sent(attempt: Attempt, protocol: Protocol, *, ask_again_in_s: int) -> None:
    """This attempt changed nothing at the courier; an earlier one may still be unexplained."""
    later = clock.now() + timedelta(seconds=ask_again_in_s)
    _record(
        attempt,
        protocol,
        lambda: finish_attempt(
            attempt.shipment_id,
            attempt.number,
            BookingState.UNKNOWN if attempt.maybe_booked else BookingState.PENDING,
            resolve_after_at=later if attempt.maybe_booked else None,
        ),
        None,
    )


def _refuse_for_a_look(attempt: Attempt, protocol: Protocol, *, look_reason: str) -> None:
    text = _("Nomor order ini sudah dikenal kurir. Tim kami sedang memeriksanya.")
    _record(
        attempt,
        protocol,
        lambda: finish_attempt(
            attempt.shipment_id,
            attempt.number,
            BookingState.REJECTED,
            rejection_reason=text,
            resolve_after_at=None,
            # A number that may be used there is looked up before anything is sent under it again.
            maybe_booked=attempt.maybe_booked,
            needs_look=True,
            look_reason=look_reason[:200],
        ),
        BookingRefused(reference=attempt.reference, reason=text, partner_id=attempt.partner_id),
    )


def _record(
    attempt: Attempt, protocol: Protocol, finish: Callable[[], bool], news: DomainEvent | None
) -> None:
    """The exchange is kept in any case; the result only counts while the attempt is still ours."""
    with transaction.atomic():
        keep_exchanges(protocol, shipment_id=attempt.shipment_id)
        if not finish():
            logger.warning("attempt %s for %s came back too late", attempt.number, attempt.reference)
        elif news is not None:
            emit(news)
