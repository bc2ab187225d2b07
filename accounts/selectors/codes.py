from dataclasses import dataclass
from datetime import datetime

from accounts.models import OneTimeCode
from accounts.rules import code_form, code_text, link_token, token_matches, token_row_id
from komship.lib import clock


@dataclass(frozen=True)
class CodeToSend:
    """A code on its way. `secret` is the digits, or for links the token; it must not be logged or kept."""

    user_id: int
    full_name: str
    purpose: str
    channel: str
    address: str
    secret: str
    is_link: bool
    expires_at: datetime


def code_to_send(code_id: int, *, serial: int) -> CodeToSend | None:
    """The message a CodeRequested stands for; None when the code was replaced, used or has expired."""
    row = (
        OneTimeCode.objects.select_related("user")
        .filter(pk=code_id, serial=serial, confirmed_at__isnull=True, expires_at__gt=clock.now())
        .first()
    )
    if row is None:
        return None
    is_link = code_form(row.purpose).is_link
    return CodeToSend(
        user_id=row.user_id,
        full_name=row.user.get_full_name(),
        purpose=row.purpose,
        channel=row.channel,
        address=row.address,
        secret=link_token(row.pk, row.seed) if is_link else code_text(row.seed, row.purpose),
        is_link=is_link,
        expires_at=row.expires_at,
    )


def live_link(token: str, *, purpose: str) -> OneTimeCode | None:
    """The row of a mailed link that can still be followed, with its user; looking uses nothing up."""
    row_id = token_row_id(token)
    if row_id is None or not code_form(purpose).is_link:
        return None
    row = (
        OneTimeCode.objects.select_related("user")
        .filter(pk=row_id, purpose=purpose, confirmed_at__isnull=True, expires_at__gt=clock.now())
        .first()
    )
    if row is None or not row.user.is_active or not token_matches(token, row.pk, row.seed):
        return None
    return row
