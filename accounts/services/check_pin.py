from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, Value, When

from accounts.errors import PinLocked, PinNotSet
from accounts.models import Pin
from accounts.services._pin_format import clean_pin
from komship.lib import clock

TRIES = 3
LOCKED_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class PinCheck:
    is_match: bool
    tries_left: int


def check_pin(user_id: int, pin: str | int) -> PinCheck:
    """Compare a PIN; three wrong tries in a row lock it for 30 minutes, even for the right one.

    A wrong PIN is an answer, not an exception. The try is counted before the PIN is looked at, in
    a transaction of its own: neither parallel guesses nor a caller's rollback can lose it.
    Raises PinMalformed (counts nothing), PinNotSet, PinLocked.
    """
    typed = clean_pin(pin)
    used = _reserve_try(user_id)
    secret = Pin.objects.values_list("secret", flat=True).get(user_id=user_id)
    if not check_password(typed, secret):
        return PinCheck(is_match=False, tries_left=TRIES - used)
    # The secret is named again: a PIN that was changed meanwhile is not confirmed by its predecessor.
    confirmed = Pin.objects.filter(user_id=user_id, secret=secret).update(
        tries=0, locked_until=None, checked_at=clock.now()
    )
    return PinCheck(is_match=bool(confirmed), tries_left=TRIES)


def _reserve_try(user_id: int) -> int:
    """Take one of the three tries and return which one it is; the third one locks at once."""
    now = clock.now()
    free = Q(locked_until__isnull=True) | Q(locked_until__lte=now)
    # A lock that has run out starts the count anew.
    used = Case(When(locked_until__lte=now, then=Value(0)), default=F("tries"), output_field=IntegerField())
    locks = Q(locked_until__isnull=True, tries=TRIES - 1)
    with transaction.atomic(durable=True):
        taken = Pin.objects.filter(free, user_id=user_id).update(
            tries=used + 1, locked_until=Case(When(locks, then=Value(now + LOCKED_FOR)))
        )
        row = Pin.objects.filter(user_id=user_id).first()
    if row is None:
        raise PinNotSet
    if not taken:
        raise PinLocked(until_text=clock.wib(row.locked_until or now).strftime("%H.%M"))
    return row.tries
