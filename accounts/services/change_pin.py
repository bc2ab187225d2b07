from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.errors import PinNotConfirmed, PinNotSet
from accounts.models import Pin
from accounts.selectors.pin import PIN_CHECK_LASTS, has_pin
from accounts.services._pin_format import clean_pin
from komship.core.audit import Actor, record
from komship.lib import clock


def change_pin(user_id: int, pin: str | int, *, actor: Actor | None = None) -> None:
    """Replace the PIN of a person who confirmed the old one within ten minutes.

    The confirmation is used up, so one check cannot change the PIN twice.
    Raises PinMalformed, PinNotSet, PinNotConfirmed.
    """
    secret = make_password(clean_pin(pin))
    now = clock.now()
    with transaction.atomic():
        changed = Pin.objects.filter(user_id=user_id, checked_at__gte=now - PIN_CHECK_LASTS).update(
            secret=secret, tries=0, locked_until=None, checked_at=None, changed_at=now
        )
        if not changed:
            raise PinNotConfirmed if has_pin(user_id) else PinNotSet
        record("pin.changed", f"accounts.user:{user_id}", actor=actor)
