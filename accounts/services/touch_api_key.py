from datetime import timedelta

from accounts.models import ApiKey
from komship.lib import clock

# Writing on every call would cost more than the answer.
TOUCH_EVERY = timedelta(minutes=10)


def touch_api_key(key: ApiKey) -> None:
    """Note that a key was used; at most one UPDATE in ten minutes."""
    now = clock.now()
    if key.last_used_at is None or now - key.last_used_at >= TOUCH_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
