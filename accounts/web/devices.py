"""One list of what a person is signed in with: apps and browsers."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import AccessToken, BrowserSession

_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
# Later names hide in the texts of earlier ones: Edge calls itself Chrome, Chrome calls itself Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_DALVIK = re.compile(r"okhttp|dalvik", re.IGNORECASE)


@dataclass(frozen=True)
class DeviceRow:
    """`kind` and `key` name the row to end; `is_this` is where the person is looking from."""

    kind: str
    key: str
    name: str
    ip: str | None
    last_seen_at: datetime
    is_this: bool


def device_rows(
    tokens: list[AccessToken], browsers: list[BrowserSession], *, session_key: str
) -> list[DeviceRow]:
    """This browser first, then the others, the latest first."""
    rows = [
        DeviceRow("app", str(token.pk), _app_name(token), token.ip, token.last_seen_at, is_this=False)
        for token in tokens
    ]
    rows += [
        DeviceRow(
            "browser",
            str(browser.pk),
            described(browser.user_agent),
            browser.ip,
            browser.last_seen_at,
            is_this=browser.session_key == session_key,
        )
        for browser in browsers
    ]
    return sorted(rows, key=lambda row: (not row.is_this, -row.last_seen_at.timestamp()))


def described(user_agent: str) -> str:
    """`Chrome di Android`, as far as the browser tells."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for name in _SYSTEMS if name in user_agent), "")
    if browser and system:
        return _("%(browser)s di %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Peramban tidak dikenal")


def _app_name(token: AccessToken) -> str:
    if token.device_label:
        return _("Aplikasi (%(name)s)") % {"name": token.device_label}
    if _DALVIK.search(token.user_agent):
        return _("Aplikasi Android")
    return _("Aplikasi (%(name)s)") % {"name": described(token.user_agent)}
