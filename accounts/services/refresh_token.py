from datetime import timedelta

from django.db import transaction

from accounts.errors import DeadToken
from accounts.models import AccessToken
from accounts.selectors.tokens import refreshable_token
from accounts.services._issue_token import Device, SignedIn, issue_token
from komship.lib import clock

# The web client reads its token once per page load: the old one must work until the page is loaded again.
OLD_TOKEN_LIVES = timedelta(days=1)


def refresh_token(raw: str, *, user_id: int | None, device: Device) -> SignedIn:
    """Exchange a token for a fresh one of the same device; the old one lives for one more day.

    An expired token is accepted for 30 days. One that was replaced before keeps its own end, so a
    chain of refreshes cannot keep it alive. `user_id`, when the client says it, must be the token's.
    Raises DeadToken.
    """
    old = refreshable_token(raw)
    if old is None or (user_id is not None and user_id != old.user_id):
        raise DeadToken
    now = clock.now()
    with transaction.atomic():
        AccessToken.objects.filter(pk=old.pk, replaced_at__isnull=True).update(
            replaced_at=now, expiry=now + OLD_TOKEN_LIVES, push_token=""
        )
        return issue_token(
            old.user,
            Device(
                ip=device.ip,
                user_agent=device.user_agent,
                label=old.device_label,
                push_token=device.push_token or old.push_token,
            ),
        )


def forget_dead_tokens() -> int:
    """Delete tokens that can no longer be used or exchanged; returns how many."""
    now = clock.now()
    spent = AccessToken.objects.filter(replaced_at__isnull=False, expiry__lte=now)
    old = AccessToken.objects.filter(expiry__lte=now - timedelta(days=30))
    return int(spent.delete()[0] + old.delete()[0])
