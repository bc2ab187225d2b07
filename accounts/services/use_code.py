from django.db import transaction
from django.db.models import F

from accounts.errors import CodeExpired, TooManyCodeTries, WrongCode
from accounts.models import OneTimeCode, User
from accounts.rules import CODE_TRIES, code_form, code_matches
from komship.lib import clock


def use_code(user: User, *, purpose: str, code: str | int) -> None:
    """Check what a person typed against her latest code for this purpose; a code is good for once.

    The right code is remembered for ten minutes: `spend_proof` turns it into the deed it was asked
    for. The try is counted by one conditional UPDATE before the code is looked at, in a transaction
    of its own: neither parallel guesses nor a caller's rollback can lose it. A number that lost its
    leading zeros gets them back. Raises WrongCode, CodeExpired, TooManyCodeTries.
    """
    typed = _clean(code, digits=code_form(purpose).digits)
    row = _reserve_try(user, purpose)
    if not code_matches(typed, row.seed, purpose):
        raise WrongCode
    # The seed is named again: a code that was replaced meanwhile confirms nothing.
    confirmed = OneTimeCode.objects.filter(pk=row.pk, seed=row.seed, confirmed_at__isnull=True).update(
        confirmed_at=clock.now()
    )
    if not confirmed:
        raise CodeExpired


def _clean(code: str | int, *, digits: int) -> str:
    typed = f"{code:0{digits}d}" if isinstance(code, int) else code.strip()
    if not (digits and len(typed) == digits and typed.isascii() and typed.isdigit()):
        raise WrongCode
    return typed


def _reserve_try(user: User, purpose: str) -> OneTimeCode:
    now = clock.now()
    mine = OneTimeCode.objects.filter(user=user, purpose=purpose)
    with transaction.atomic(durable=True):
        taken = mine.filter(tries__lt=CODE_TRIES, confirmed_at__isnull=True, expires_at__gt=now).update(
            tries=F("tries") + 1
        )
        row = mine.first()
    if row is None:
        raise CodeExpired
    if not taken:
        is_worn_out = row.tries >= CODE_TRIES and row.confirmed_at is None and row.expires_at > now
        raise TooManyCodeTries if is_worn_out else CodeExpired
    return row
