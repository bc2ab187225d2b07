"""When a courier that has taken an order is asked again for its airway bill."""

from datetime import timedelta

SOONEST = timedelta(seconds=20)
USUAL_LIMIT = timedelta(minutes=15)
SELDOM = timedelta(hours=1)
# Couriers give the number when they are asked to come, at the latest when they come.
OVERDUE = timedelta(days=1)


def next_look(waited: timedelta) -> timedelta:
    """How long to wait before the next look, after having waited so long already."""
    if waited >= OVERDUE:
        return SELDOM
    return min(max(waited / 3, SOONEST), USUAL_LIMIT)


def is_overdue(waited: timedelta) -> bool:
    """So late that a person has to ask the courier."""
    return waited >= OVERDUE
