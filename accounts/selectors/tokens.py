from datetime import timedelta

from django.db.models import QuerySet
from knox.crypto import hash_token

from accounts.models import AccessToken, BrowserSession
from komship.lib import clock
from komship.lib.compiled import CompiledQuery

# An expired token may still be exchanged for a fresh one; clients notice the end only by a 401.
REFRESH_GRACE = timedelta(days=30)

# Every call of every client begins with it.
_BY_DIGEST = CompiledQuery(lambda digest: AccessToken.objects.filter(digest=digest).select_related("user"))


def live_token(raw: str) -> AccessToken | None:
    """The token with its user, unless it is unknown, expired or its account is closed. One query."""
    token = known_token(raw)
    if token is None or token.expiry is None or token.expiry <= clock.now():
        return None
    return token if token.user.is_active else None


def refreshable_token(raw: str) -> AccessToken | None:
    """A live token, or one that ended a short while ago without having been replaced."""
    token = known_token(raw)
    if token is None or token.expiry is None or not token.user.is_active:
        return None
    grace = timedelta(0) if token.replaced_at else REFRESH_GRACE
    return token if token.expiry + grace > clock.now() else None


def known_token(raw: str) -> AccessToken | None:
    """The stored token, however old, with its user; None when it never was or was revoked."""
    # Digests are of random 256-bit values, so looking them up by equality tells an attacker nothing.
    return _BY_DIGEST.first(hash_token(raw))


def devices(user_id: int) -> QuerySet[AccessToken]:
    """Signed-in devices of a person, the latest first; tokens that were replaced are not devices."""
    rows: QuerySet[AccessToken] = AccessToken.objects.filter(
        user_id=user_id, replaced_at__isnull=True, expiry__gt=clock.now()
    )
    return rows.order_by("-last_seen_at")


def browsers(user_id: int) -> QuerySet[BrowserSession]:
    """Browsers a person is signed in with, the latest first."""
    rows = BrowserSession.objects.filter(user_id=user_id, expires_at__gt=clock.now())
    return rows.order_by("-last_seen_at")
