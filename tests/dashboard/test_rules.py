from datetime import date

from komship.dashboard.rules import Period, churn_begins, spans


def test_a_period_and_the_one_before() -> None:
    period = Period(date(2026, 3, 1), date(2026, 3, 31))

    assert (period.length, period.before()) == (31, Period(date(2026, 1, 29), date(2026, 2, 28)))
    assert Period.month(2028, 2).last == date(2028, 2, 29)
    assert Period.last_days(30, until=date(2026, 3, 30)) == Period(date(2026, 3, 1), date(2026, 3, 30))


def test_pieces_end_with_their_month() -> None:
    pieces = Period(date(2025, 12, 30), date(2026, 2, 2)).months()

    assert [(piece.first.day, piece.last.day) for piece in pieces] == [(30, 31), (1, 31), (1, 2)]
    assert Period(date(2026, 1, 2), date(2026, 1, 1)).months() == []


def test_who_is_lost() -> None:
    assert churn_begins(date(2026, 7, 31)) == date(2026, 5, 24)
    # April has no thirty-first.
    assert churn_begins(date(2026, 1, 15)) == date(2025, 11, 8)
    assert churn_begins(date(2026, 4, 30)) == date(2026, 2, 21)


def test_whole_months() -> None:
    year = Period(date(2025, 12, 2), date(2026, 12, 31)).whole_months()
    assert year == Period(date(2026, 1, 1), date(2026, 12, 31))
    assert Period(date(2026, 1, 1), date(2026, 1, 31)).whole_months() == Period.month(2026, 1)
    assert Period(date(2026, 1, 2), date(2026, 2, 27)).whole_months() is None
    assert Period(date(2026, 1, 2), date(2026, 1, 31)).whole_months() is None


def test_days_near_each_other_are_one_span() -> None:
    days = [date(2026, 1, day) for day in (1, 2, 5, 9)]

    assert spans(days) == [Period(days[0], days[2]), Period(days[3], days[3])]
    assert spans([]) == []
