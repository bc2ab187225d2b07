from dataclasses import dataclass
from datetime import datetime, timedelta

from knox.models import get_digest_token
from knox.settings import CONSTANTS

from accounts.models import AccessToken, User
from komship.lib import clock

SELLER_TTL = timedelta(days=30)
OPS_TTL = timedelta(hours=12)


@dataclass(frozen=True)
class Device:
    """The device a person signs in with, as it describes itself."""

    ip: str | None = None
    user_agent: str = ""
    label: str = ""
    push_token: str = ""


@dataclass(frozen=True)
class SignedIn:
    """`token` is shown once, here; only its digest is stored."""

    user: User
    token: str
    expires_at: datetime


def token_ttl(user: User) -> timedelta:
    return OPS_TTL if user.is_ops else SELLER_TTL


def issue_token(user: User, device: Device) -> SignedIn:
    """A new token of this person; the caller hands it out once."""
    now = clock.now()
    digest, token = get_digest_token()
    AccessToken.objects.create(
        digest=digest,
        token_key=token[: CONSTANTS.TOKEN_KEY_LENGTH],
        user=user,
        expiry=now + token_ttl(user),
        device_label=device.label[:60],
        ip=device.ip or None,
        user_agent=device.user_agent[:255],
        push_token=device.push_token[:512],
        last_seen_at=now,
    )
    return SignedIn(user=user, token=token, expires_at=now + token_ttl(user))
