from datetime import timedelta

from accounts.models import Pin
from komship.lib import clock

PIN_CHECK_LASTS = timedelta(minutes=10)


def has_pin(user_id: int) -> bool:
    """Whether this person has set a PIN, locked or not."""
    return Pin.objects.filter(user_id=user_id).exists()


def has_recent_pin_check(user_id: int) -> bool:
    """Whether this person typed her PIN rightly within the last ten minutes."""
    since = clock.now() - PIN_CHECK_LASTS
    return Pin.objects.filter(user_id=user_id, checked_at__gte=since).exists()
