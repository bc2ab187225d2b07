from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.errors import NotProven, PinNotConfirmed, PinNotSet
from accounts.models import Pin
from accounts.selectors.pin import PIN_CHECK_LASTS, has_pin
from accounts.services._pin_format import clean_pin
from accounts.services.spend_proof import spend_proof
from accounts.states import CodePurpose
from komship.core.audit import Actor, record
from komship.lib import clock


def change_pin(user_id: int, pin: str | int, *, actor: Actor | None = None) -> None:
    """Replace the PIN of a person who confirmed the old one within ten minutes, or typed a code she was
    sent because she forgot it.

    The confirmation is used up, so one check cannot change the PIN twice.
    Raises PinMalformed, PinNotSet, PinNotConfirmed.
    """
    secret = make_password(clean_pin(pin))
    now = clock.now()
    with transaction.atomic():
        mine = Pin.objects.filter(user_id=user_id)
        new = {"secret": secret, "tries": 0, "locked_until": None, "checked_at": None, "changed_at": now}
        if not mine.filter(checked_at__gte=now - PIN_CHECK_LASTS).update(**new):
            _spend_code(user_id)
            mine.update(**new)
        record("pin.changed", f"accounts.user:{user_id}", actor=actor)


def _spend_code(user_id: int) -> None:
    if not has_pin(user_id):
        raise PinNotSet
    try:
        spend_proof(user_id, purpose=CodePurpose.PIN_RESET)
    except NotProven as error:
        raise PinNotConfirmed from error
