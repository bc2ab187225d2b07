"""Periods and definitions of the operators' figures: pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

DAY = timedelta(days=1)
# A seller is lost once nothing was picked up from her for longer than this.
CHURN_MONTHS, CHURN_DAYS = 2, 7
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

    def months(self) -> list["Period"]:
        """The same days in pieces that end with their month."""
        pieces, first = [], self.first
        while first <= self.last:
            end = date(first.year, first.month, monthrange(first.year, first.month)[1])
            pieces.append(Period(first, min(end, self.last)))
            first = end + DAY
        return pieces


EVER = Period(date(2000, 1, 1), date(9999, 12, 30))


def churn_begins(today: date) -> date:
    """Whose last pickup was before this day is lost: today less the months, then less the days."""
    month = today.month - CHURN_MONTHS
    year = today.year + (month - 1) // 12
    month = (month - 1) % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1])) - DAY * CHURN_DAYS
