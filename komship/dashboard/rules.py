"""Periods and definitions of the operators' figures: pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

DAY = timedelta(days=1)
# A seller is lost once nothing was picked up from her for longer than this.
CHURN_MONTHS, CHURN_DAYS = 2, 7
# A day more costs less to add up than beginning again.
NEAR = DAY * 3
# Two such periods are compared where nobody names one.
USUAL_PERIOD_DAYS = 30


@dataclass(frozen=True, slots=True)
class Period:
    """Jakarta days, both included."""

    first: date
    last: date

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def last_days(cls, count: int, *, until: date) -> Self:
        return cls(until - DAY * (count - 1), until)

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def days(self) -> list[date]:
        return [self.first + DAY * number for number in range(self.length)]

    def before(self) -> "Period":
        """As many days, up to the day before this period begins."""
        return Period(self.first - DAY * self.length, self.first - DAY)

    def whole_months(self) -> "Period | None":
        """The months that lie in it from their first day to their last; None when none does."""
        first = self.first if self.first.day == 1 else _month_after(self.first)
        after = (self.last + DAY).replace(day=1)
        return Period(first, after - DAY) if first < after else None

    def months(self) -> list["Period"]:
        """The same days in pieces that end with their month."""
        pieces, first = [], self.first
        while first <= self.last:
            after = _month_after(first)
            pieces.append(Period(first, min(after - DAY, self.last)))
            first = after
        return pieces


def spans(days: list[date]) -> list[Period]:
    """Periods that cover these days in order; days near each other go into one, with those between."""
    found: list[Period] = []
    for day in days:
        if found and day - found[-1].last <= NEAR:
            found[-1] = Period(found[-1].first, day)
        else:
            found.append(Period(day, day))
    return found


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


EVER = Period(date(2000, 1, 1), date(9999, 12, 30))


def churn_begins(today: date) -> date:
    """Whose last pickup was before this day is lost: today less the months, then less the days."""
    month = today.month - CHURN_MONTHS
    year = today.year + (month - 1) // 12
    month = (month - 1) % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1])) - DAY * CHURN_DAYS
