"""How an exchange with any carrier is filed."""

from __future__ import annotations

from shipping.carriers.base import (
    BookingOutcomeUnknown,
    CarrierError,
    CarrierLoginFailed,
    CarrierRejected,
    CarrierUnavailable,
    Outcome,
    TrackingNotFound,
)

# As much of a body as is kept.
BODY_LIMIT = 8_000

_OUTCOMES: tuple[tuple[type[CarrierError], Outcome], ...] = (
    (CarrierRejected, Outcome.REJECTED),
    (CarrierLoginFailed, Outcome.LOGIN_FAILED),
    (TrackingNotFound, Outcome.NOT_FOUND),
    (CarrierUnavailable, Outcome.UNAVAILABLE),
    (BookingOutcomeUnknown, Outcome.UNKNOWN),
)


def outcome_of(error: CarrierError) -> Outcome:
    return next(outcome for kind, outcome in _OUTCOMES if isinstance(error, kind))
