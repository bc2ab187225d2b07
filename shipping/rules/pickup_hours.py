"""When couriers come: whole slots between 09:00 and 21:00 in Jakarta, ordered more than an hour ahead."""

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from komship.lib.clock import JAKARTA, wib

OPENS = time(9, 0)
CLOSES = time(21, 0)
AHEAD = timedelta(hours=1)
FARTHEST = timedelta(days=7)


def slot_refusal(on: date, at: time, *, now: datetime) -> str | None:
    """Why a courier cannot come then, in words for the seller; None when she can have the slot."""
    today = wib(now).date()
    if not OPENS <= at <= CLOSES:
        return _("Penjemputan hanya bisa pukul 09.00 sampai 21.00.")
    if on < today:
        return _("Tanggal penjemputan sudah lewat.")
    if on > today + FARTHEST:
        return _("Tanggal penjemputan paling jauh 7 hari lagi.")
    if datetime.combine(on, at, tzinfo=JAKARTA) - now <= AHEAD:
        return _("Pilih jam penjemputan yang lebih dari 1 jam lagi.")
    return None


def first_slot(now: datetime) -> tuple[date, time]:
    """The earliest whole hour that can still be ordered; tomorrow's opening when today is over."""
    earliest = wib(now) + AHEAD
    hour = earliest.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if hour.date() == wib(now).date() and hour.time() < OPENS:
        return hour.date(), OPENS
    if hour.date() == wib(now).date() and hour.time() <= CLOSES:
        return hour.date(), hour.time()
    return wib(now).date() + timedelta(days=1), OPENS
