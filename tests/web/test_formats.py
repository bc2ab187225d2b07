from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from komship.lib import clock
from komship.web import formats

AFTERNOON = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)


def test_moments_are_shown_on_the_jakarta_clock() -> None:
    assert formats.moment_text(AFTERNOON) == "21 Nov 2026 16.05"


@pytest.mark.parametrize(
    ("zone", "hour"), [("WIB", "16.05"), ("WITA", "17.05"), ("WIT", "18.05"), ("?", "16.05")]
)
def test_other_zones_of_indonesia(zone: str, hour: str) -> None:
    assert formats.moment_text(AFTERNOON, zone).endswith(hour)


def test_a_late_utc_evening_is_the_next_jakarta_day() -> None:
    assert formats.day_text(datetime(2026, 12, 31, 18, 0, tzinfo=UTC)) == "1 Jan 2027"


def test_months_follow_the_language() -> None:
    assert formats.day_text(date(2026, 8, 5)) == "5 Agu 2026"
    with translation.override("en"):
        assert formats.day_text(date(2026, 8, 5)) == "5 Aug 2026"


def test_tables_leave_out_what_is_obvious() -> None:
    with clock.pretend(AFTERNOON):
        assert formats.short_moment_text(AFTERNOON) == "16.05"
        assert formats.short_moment_text(datetime(2026, 11, 20, 2, 0, tzinfo=UTC)) == "20 Nov 09.00"
        assert formats.short_moment_text(datetime(2025, 11, 20, 2, 0, tzinfo=UTC)) == "20 Nov 2025 09.00"


def test_nothing_is_a_dash() -> None:
    assert {formats.day_text(None), formats.moment_text(None), formats.short_moment_text(None)} == {"–"}
    assert formats.phone_text("") == "–"


def test_weekdays_are_in_bahasa() -> None:
    assert formats.weekday_text(date(2026, 11, 21)) == "Sabtu, 21 Nov 2026"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("6281234567890", "0812-3456-7890"),
        ("62212345678", "0212-3456-78"),
        ("628123456789012", "0812-3456-789012"),
    ],
)
def test_phones_are_grouped(stored: str, shown: str) -> None:
    assert formats.phone_text(stored) == shown


def test_counts_stop_at_their_limit() -> None:
    assert formats.count_text(10_000, 10_000) == "10.000"
    assert formats.count_text(10_001, 10_000) == "10.000+"
    with translation.override("en"):
        assert formats.count_text(12_345) == "12,345"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (999, "Rp 999"),
        (14_000, "Rp 14 rb"),
        (1_250_000, "Rp 1,2 jt"),
        (-1_250_000, "-Rp 1,2 jt"),
        (186_427_000, "Rp 186 jt"),
        (2_100_000_000, "Rp 2,1 M"),
    ],
)
def test_short_amounts(amount: int, shown: str) -> None:
    assert formats.compact_rupiah(amount) == shown


@pytest.mark.parametrize(
    ("name", "letters"), [("Toko Siti Jaya", "TS"), ("budi", "B"), ("", "K"), ("*** 9naga", "9")]
)
def test_initials(name: str, letters: str) -> None:
    assert formats.initials_of(name) == letters
