"""Numbers, moments and phones as the seller's language writes them."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language

from komship.lib.clock import JAKARTA, now, today
from komship.lib.money import percent_text
from komship.lib.phone import local_phone

NOTHING = "–"
# The three zones of Indonesia by the names sellers know.
ZONES: dict[str, tzinfo] = {
    "WIB": JAKARTA,
    "WITA": ZoneInfo("Asia/Makassar"),
    "WIT": ZoneInfo("Asia/Jayapura"),
}
_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def day_text(day: date | None) -> str:
    """`21 Nov 2026`; a moment counts as its day in Jakarta."""
    if day is None:
        return NOTHING
    if isinstance(day, datetime):
        day = day.astimezone(JAKARTA).date()
    return f"{day.day} {month_names()[day.month - 1]} {day.year}"


def month_names() -> tuple[str, ...]:
    """Short names of the twelve months, January first."""
    return _MONTHS.get((get_language() or "id")[:2], _MONTHS["id"])


def moment_text(moment: datetime | None, zone: str = "WIB") -> str:
    """`21 Nov 2026 16.05` on the wall clock of `zone`."""
    if moment is None:
        return NOTHING
    local = moment.astimezone(ZONES.get(zone, JAKARTA))
    return f"{day_text(local.date())} {local:%H.%M}"


def short_moment_text(moment: datetime | None, zone: str = "WIB") -> str:
    """Today's moments by their hour, this year's without the year: for dense tables."""
    if moment is None:
        return NOTHING
    local = moment.astimezone(ZONES.get(zone, JAKARTA))
    if local.date() == today():
        return f"{local:%H.%M}"
    text = day_text(local.date())
    current_year = now().astimezone(JAKARTA).year
    return f"{text.removesuffix(f' {current_year}')} {local:%H.%M}"


def weekday_text(day: date) -> str:
    """`Sabtu, 21 Nov 2026`."""
    return f"{date_format(day, 'l')}, {day_text(day)}"


def phone_text(stored: str | None) -> str:
    """`0812-3456-7890`: short groups are what people read aloud and compare."""
    if not stored:
        return NOTHING
    digits = local_phone(stored)
    return "-".join(group for group in (digits[:4], digits[4:8], digits[8:]) if group)


def count_text(value: int, limit: int | None = None) -> str:
    """`12.345`, or `10.000+` for a count that stopped at its limit."""
    separator = "," if (get_language() or "id").startswith("en") else "."
    shown = f"{min(value, limit) if limit else value:,}".replace(",", separator)
    return f"{shown}+" if limit and value > limit else shown


def tenths_text(share_bp: int) -> str:
    """A share to one decimal, `22,1 %`: nobody reads hundredths of a percent."""
    return percent_text((share_bp + 5) // 10 * 10)


def compact_rupiah(amount_rp: int) -> str:
    """`Rp 1,2 jt` for chart axes and narrow cards; never where the exact amount matters."""
    sign, amount = ("-", -amount_rp) if amount_rp < 0 else ("", amount_rp)
    for size, word in ((1_000_000_000, "M"), (1_000_000, "jt"), (1_000, "rb")):
        if amount >= size:
            tenths = amount * 10 // size
            whole, rest = divmod(tenths, 10)
            number = f"{whole},{rest}" if rest and whole < 100 else f"{whole}"
            return f"{sign}Rp {number} {word}"
    return f"{sign}Rp {amount}"


def initials_of(name: str) -> str:
    """`Toko Siti Jaya` -> `TS`, for the round picture nobody uploaded."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "K"
