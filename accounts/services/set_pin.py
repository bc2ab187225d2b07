from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.errors import PinAlreadySet
from accounts.models import Pin
from accounts.services._pin_format import clean_pin
from komship.core.audit import Actor, record
from komship.lib import clock


def set_pin(user_id: int, pin: str | int, *, actor: Actor | None = None) -> None:
    """Store a person's first PIN, hashed. Raises PinMalformed, PinAlreadySet."""
    secret = make_password(clean_pin(pin))
    with transaction.atomic():
        _, created = Pin.objects.get_or_create(
            user_id=user_id, defaults={"secret": secret, "changed_at": clock.now()}
        )
        if not created:
            raise PinAlreadySet
        record("pin.set", f"accounts.user:{user_id}", actor=actor)
