"""Browsers a person is signed in with, beside her apps."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction

from accounts.models import BrowserSession, User
from accounts.services._issue_token import Device, token_ttl
from komship.lib import clock

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore


def note_browser(user: User, session_key: str, *, device: Device) -> None:
    """List a browser in which this person has just signed in."""
    now = clock.now()
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(last_login=now)
        BrowserSession.objects.update_or_create(
            session_key=session_key,
            defaults={
                "user": user,
                "ip": device.ip or None,
                "user_agent": device.user_agent[:255],
                "created_at": now,
                "last_seen_at": now,
                "expires_at": now + token_ttl(user),
            },
        )


def touch_browser(session_key: str) -> None:
    """Note that the browser was seen; its session slides with it."""
    now = clock.now()
    row = BrowserSession.objects.select_related("user").filter(session_key=session_key).first()
    if row is not None:
        BrowserSession.objects.filter(pk=row.pk).update(
            last_seen_at=now, expires_at=now + token_ttl(row.user)
        )


def end_browser(user_id: int, browser_id: int) -> bool:
    """Sign a browser of this person out from afar; False when there is none of this number."""
    row = BrowserSession.objects.filter(pk=browser_id, user_id=user_id).first()
    if row is None:
        return False
    forget_browser(row.session_key)
    SessionStore(row.session_key).delete()
    return True


def end_browsers(user_id: int, *, keep: str = "") -> int:
    """Sign all browsers of a person out, but for the session `keep`; returns how many."""
    keys = BrowserSession.objects.filter(user_id=user_id).exclude(session_key=keep)
    ended = list(keys.values_list("session_key", flat=True))
    for key in ended:
        SessionStore(key).delete()
    BrowserSession.objects.filter(session_key__in=ended).delete()
    return len(ended)


def forget_browser(session_key: str) -> None:
    """Take a browser that has signed out off the list."""
    BrowserSession.objects.filter(session_key=session_key).delete()


def forget_dead_browsers() -> int:
    """Delete browsers whose session is over; returns how many."""
    ended = BrowserSession.objects.filter(expires_at__lte=clock.now() - timedelta(hours=1))
    return ended.delete()[0]
