"""Keep the stored figures up with what happens to orders."""

from datetime import date, timedelta

from django.db import transaction

from komship.dashboard.models import FigureState
from komship.dashboard.rules import DAY, spans
from komship.dashboard.selectors.figure_changes import changed_days, newest_history
from komship.dashboard.services.rebuild_figures import rebuild_figures
from komship.lib import clock

# Longer than any transaction lasts: what was not visible at the mark is looked at again.
OVERLAP = timedelta(hours=1)
# The same, in lines of history, for the first run, which has no mark.
SLACK = 2_000
# Added up anew each night, whatever the history says.
LOOKED_AT_AGAIN = 45


def refresh_figures() -> int:
    """Add up anew the stored days that changed, then store the days that ended; returns how many days.

    Safe at any time and twice at once. The first run stores everything there is. A day that ends takes
    the last 45 with it, should a change ever have left no history.
    """
    state, _ = FigureState.objects.get_or_create(pk=1)
    newest = newest_history()
    today, done = clock.today(), 0
    if state.live_from is not None:
        days = changed_days(state.scan_from, before=state.live_from)
        for span in spans(days):
            rebuild_figures(span.first, span.last)
        done = len(days)
    if state.live_from is None or state.live_from < today:
        first = None if state.live_from is None else state.live_from - DAY * LOOKED_AT_AGAIN
        rebuild_figures(first)
        done += 1
    _mark(newest, today)
    return done


def _mark(newest: int, today: date) -> None:
    now = clock.now()
    with transaction.atomic():
        state = FigureState.objects.locked()
        # A house without orders has no day to store.
        state.live_from = state.live_from or today
        if state.marked_at is None or now - state.marked_at >= OVERLAP:
            known = newest - SLACK if state.marked_at is None else state.marked
            state.scan_from = max(state.scan_from, known)
            state.marked, state.marked_at = max(state.marked, newest), now
        state.refreshed_at = now
        state.save(update_fields=["live_from", "scan_from", "marked", "marked_at", "refreshed_at"])
