"""The only clock of the project: aware UTC inside, Asia/Jakarta at the edge."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
_FIRST_DAY = date(1, 1, 2)

_pretended: ContextVar[datetime | None] = ContextVar("pretended_now", default=None)


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Let `now()` stand still at a moment, for data that has to look as if it grew over months."""
    token = _pretended.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pretended.reset(token)


def now() -> datetime:
    """Current moment, aware, in UTC."""
    pretended = _pretended.get()
    if pretended is not None:
        return pretended
    return datetime.now(UTC)  # noqa: TID251 - here is the only place


def today() -> date:
    """Current calendar date in Asia/Jakarta."""
    return now().astimezone(JAKARTA).date()


def wib(moment: datetime) -> datetime:
    """The same moment on the Jakarta wall clock."""
    return moment.astimezone(JAKARTA)


def wib_text(moment: datetime | None) -> str | None:
    """`YYYY-MM-DD HH:mm:ss` in Jakarta time, the form API clients slice and parse."""
    # Lists format hundreds of moments; this takes a third of the time of strftime.
    return None if moment is None else wib(moment).isoformat(" ", "seconds")[:19]


def wib_moment(day: date, at: time = time.min) -> datetime:
    """The aware moment at which a Jakarta wall clock shows this date and time.

    The calendar's very first day begins before UTC's can be told; the second stands for it.
    """
    return datetime.combine(max(day, _FIRST_DAY), at, tzinfo=JAKARTA).astimezone(UTC)


def parse_iso(text: str) -> datetime:
    """An aware moment from its ISO 8601 form, as events carry it."""
    return datetime.fromisoformat(text).astimezone(UTC)
