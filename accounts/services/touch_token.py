from datetime import timedelta

from accounts.models import AccessToken
from accounts.services._issue_token import token_ttl
from komship.lib import clock

# Writing on every request would cost more than the answer; an hour is exact enough for a device list.
TOUCH_EVERY = timedelta(hours=1)


def touch_token(token: AccessToken) -> None:
    """Note that the device was seen, and let its session slide; at most one UPDATE an hour.

    Moves only forward, and never a token that was replaced.
    """
    now = clock.now()
    if now - token.last_seen_at < TOUCH_EVERY:
        return
    AccessToken.objects.filter(pk=token.pk).update(last_seen_at=now)
    AccessToken.objects.filter(pk=token.pk, replaced_at__isnull=True).update(
        expiry=now + token_ttl(token.user)
    )
