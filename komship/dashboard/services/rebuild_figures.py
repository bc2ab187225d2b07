"""Add the stored figures up anew."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from komship.dashboard.models import FigureState
from komship.dashboard.rules import DAY, Period
from komship.dashboard.selectors.figure_changes import first_day
from komship.dashboard.services._store_figures import store_figures
from komship.lib import clock

Tell = Callable[[Period, int], None]


def _nobody(piece: Period, rows: int) -> None:
    """Who only waits for the end needs no news."""


def rebuild_figures(first: date | None = None, last: date | None = None, *, tell: Tell = _nobody) -> int:
    """Replace the stored rows of `first` to `last`, both included; without them all days up to yesterday.

    A month is one transaction that locks the state's row, so readers see a month before or after, never
    half; whoever is interrupted begins again where the last month ended. Today is never stored: it is
    added up when asked. Returns the number of rows; `tell` hears each piece.
    """
    earliest = first_day()
    yesterday = clock.today() - DAY
    begin = first or earliest or clock.today()
    end = min(last or yesterday, yesterday)
    total = 0
    for piece in Period(begin, end).months():
        with transaction.atomic():
            state = FigureState.objects.locked()
            rows = store_figures(piece)
            _move_on(state, piece, earliest)
        total += rows
        tell(piece, rows)
    return total


def _move_on(state: FigureState, piece: Period, earliest: date | None) -> None:
    """Readers take stored rows only as far as no day is missing before them."""
    known_until = state.live_from or earliest
    if known_until is None or piece.first <= known_until <= piece.last:
        state.live_from = piece.last + DAY
        state.save(update_fields=["live_from"])
