from dataclasses import dataclass
from datetime import datetime, timedelta

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
    ttl = token_ttl(user)
    row, token = AccessToken.objects.create(
        user=user,
        expiry=ttl,
        device_label=device.label[:60],
        ip=device.ip or None,
        user_agent=device.user_agent[:255],
        push_token=device.push_token[:512],
        last_seen_at=clock.now(),
    )
    return SignedIn(user=user, token=token, expires_at=row.expiry)
