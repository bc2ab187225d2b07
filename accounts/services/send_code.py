import math
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from accounts.errors import ChannelUnavailable, CodeSentRecently, TooManyCodes
from accounts.events import CodeRequested
from accounts.models import OneTimeCode, User
from accounts.rules import CODES_PER_DAY, RESEND_AFTER, code_form
from accounts.states import CodeChannel, CodePurpose
from komship.core.outbox import emit
from komship.lib import clock

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CodeSent:
    """`requests` counts the codes asked for today for this purpose, this one included."""

    expires_at: datetime
    resend_at: datetime
    requests: int


def send_code(user: User, *, purpose: str, channel: str, address: str) -> CodeSent:
    """Send a person a fresh code (or, for the purposes of links, a mailed link); older ones die.

    `purpose` is a CodePurpose, `channel` a CodeChannel, `address` an e-mail or a stored phone number.
    The message leaves through the outbox after commit. One conditional UPDATE per code, so two
    requests at once send one code. Raises CodeSentRecently within 60 seconds, TooManyCodes after
    ten a day for one purpose, ChannelUnavailable when no phone messages can be sent.
    """
    if channel != CodeChannel.EMAIL and not settings.PHONE_MESSAGES:
        raise ChannelUnavailable
    now = clock.now()
    fresh = _fresh(CodePurpose(purpose), CodeChannel(channel), address, now)
    with transaction.atomic():
        row, created = OneTimeCode.objects.get_or_create(
            user=user, purpose=purpose, defaults=fresh | {"sends": 1, "day_began_at": now}
        )
        if not created:
            row = _replace(row, fresh, now)
        emit(CodeRequested(code_id=row.pk, serial=row.serial))
    return CodeSent(expires_at=row.expires_at, resend_at=now + RESEND_AFTER, requests=row.sends)


def _fresh(purpose: CodePurpose, channel: CodeChannel, address: str, now: datetime) -> dict[str, Any]:
    return {
        "channel": channel,
        "address": address,
        "seed": secrets.token_hex(16),
        "tries": 0,
        "sent_at": now,
        "expires_at": now + code_form(purpose).lasts,
        "confirmed_at": None,
        "spent_at": None,
    }


def _replace(row: OneTimeCode, fresh: dict[str, Any], now: datetime) -> OneTimeCode:
    new_day = Q(day_began_at__lte=now - _DAY)
    replaced = (
        OneTimeCode.objects.filter(new_day | Q(sends__lt=CODES_PER_DAY), pk=row.pk)
        .filter(sent_at__lte=now - RESEND_AFTER)
        .update(
            **fresh,
            serial=F("serial") + 1,
            sends=Case(When(new_day, then=Value(1)), default=F("sends") + 1),
            day_began_at=Case(When(new_day, then=Value(now)), default=F("day_began_at")),
        )
    )
    row.refresh_from_db()
    if replaced:
        return row
    wait_s = math.ceil((row.sent_at + RESEND_AFTER - now).total_seconds())
    if wait_s > 0:
        raise CodeSentRecently(wait_s=wait_s)
    raise TooManyCodes
