"""When a parcel is asked about again: often while news is likely, seldom when nothing moves."""

from datetime import datetime, timedelta

from shipping.states import FINAL, ShipmentStatus

FRESH = timedelta(minutes=30)
WAITING = timedelta(hours=2)
FORGOTTEN = timedelta(hours=12)
ON_THE_WAY = timedelta(hours=2)
AT_THE_DOOR = timedelta(minutes=20)
PROBLEM = timedelta(hours=1)
GOING_HOME = timedelta(hours=4)
QUIET = timedelta(hours=12)
CLAIM = timedelta(days=1)
# Delivered, and the courier still has the buyer's money: payouts are made once or twice a day.
PAYOUT = timedelta(hours=3)
LATE_PAYOUT = timedelta(hours=12)
# A courier may collect a parcel although its airway bill was cancelled: that must not go unseen.
CANCELLED = timedelta(days=1)
WATCH_CANCELLED_FOR = timedelta(days=7)

FIRST_FAILURE = timedelta(minutes=5)
LONGEST_FAILURE = timedelta(hours=2)
GIVE_UP_AFTER = timedelta(days=60)

_BY_STATUS: dict[ShipmentStatus, timedelta] = {
    ShipmentStatus.PICKED_UP: ON_THE_WAY,
    ShipmentStatus.IN_TRANSIT: ON_THE_WAY,
    ShipmentStatus.OUT_FOR_DELIVERY: AT_THE_DOOR,
    ShipmentStatus.DELIVERY_FAILED: PROBLEM,
    ShipmentStatus.RETURN_IN_TRANSIT: GOING_HOME,
    ShipmentStatus.LOST: CLAIM,
    ShipmentStatus.DAMAGED: CLAIM,
}


def next_interval(
    status: str, *, is_problem: bool, last_news_at: datetime, now: datetime, awaits_payout: bool = False
) -> timedelta | None:
    """How long to wait before the next poll; None ends polling.

    `last_news_at` is the last scan, or the booking while there is none. A delivered parcel is asked
    about until its money is paid out.
    """
    known = ShipmentStatus(status)
    quiet_for = now - last_news_at
    if awaits_payout and quiet_for <= GIVE_UP_AFTER:
        return PAYOUT if quiet_for < timedelta(days=7) else LATE_PAYOUT
    if known is ShipmentStatus.CANCELLED:
        return CANCELLED if quiet_for < WATCH_CANCELLED_FOR else None
    if known in FINAL or quiet_for > GIVE_UP_AFTER:
        return None
    if known in (ShipmentStatus.CREATED, ShipmentStatus.READY_TO_SHIP):
        return _before_first_scan(quiet_for)
    usual = _BY_STATUS[known]
    if is_problem:
        usual = min(usual, PROBLEM)
    if quiet_for > timedelta(days=7):
        return max(usual, QUIET)
    return usual if quiet_for < timedelta(days=3) else max(usual, ON_THE_WAY)


def _before_first_scan(waiting_for: timedelta) -> timedelta:
    if waiting_for < timedelta(days=1):
        return FRESH
    return WAITING if waiting_for < timedelta(days=7) else FORGOTTEN


def after_failure(failures: int) -> timedelta:
    """Waiting time after `failures` unusable answers in a row (1 or more)."""
    wait: timedelta = min(FIRST_FAILURE * 2 ** min(failures - 1, 10), LONGEST_FAILURE)
    return wait


def spread(interval: timedelta, key: int) -> timedelta:
    """Up to a tenth more, fixed by the row's key: parcels booked together do not stay together."""
    extra: timedelta = interval * (key % 97) / 970
    return interval + extra
