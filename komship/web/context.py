"""What every page's frame needs. Lazy: a partial or an API answer pays nothing for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from komship.web import navigation
from komship.web.formats import initials_of
from komship.web.navigation import NavItem

THEME_COOKIE = "tema"
# A language is listed under its own name: who needs it may not read the current one.
OWN_NAMES = {"id": "Indonesia", "en": "English"}
Theme = Literal["light", "dark", "auto"]

# Apps above this one tell the frame about themselves here: the bell's count, for example.
_providers: dict[str, Callable[[HttpRequest], Any]] = {}


def register_shell_value(name: str, provider: Callable[[HttpRequest], Any]) -> None:
    """Make `shell.extra.<name>` available to the layouts; `provider` runs only when it is used."""
    _providers[name] = provider


class ShellValues:
    """`shell.extra.unread` in a template asks its provider, once per page."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            self._known[name] = _providers[name](self._request)
        return self._known[name]


@dataclass(frozen=True)
class Shell:
    nav: list[NavItem]
    bar: list[NavItem]
    new_order_url: str | None
    theme: Theme
    language: str
    languages: list[tuple[str, str]]
    partner_name: str
    user_name: str
    initials: str
    urls: Mapping[str, str | None]
    extra: "ShellValues"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` for the layouts."""
    return {"shell": SimpleLazyObject(lambda: build_shell(request))}


def build_shell(request: HttpRequest) -> Shell:
    access = getattr(request, "partner_access", None)
    match = request.resolver_match
    rights: frozenset[int] | None = getattr(access, "rights", None)
    may_order = rights is None or navigation.NEW_ORDER_RIGHT in rights
    nav = navigation.menu(
        current=match.view_name if match else "",
        partner_id=getattr(access, "partner_id", None),
        rights=rights,
    )
    partner_name = str(getattr(getattr(access, "partner", None), "business_name", "") or "")
    if not partner_name:
        partner_name = str(getattr(getattr(access, "partner", None), "name", "") or "")
    user_name = _user_name(request)
    return Shell(
        nav=nav,
        bar=[item for item in nav if item.on_bar],
        new_order_url=navigation.url_or_none(navigation.NEW_ORDER) if may_order else None,
        theme=theme_of(request),
        language=get_language() or settings.LANGUAGE_CODE,
        languages=[(code, OWN_NAMES.get(code, code)) for code, _name in settings.LANGUAGES],
        partner_name=partner_name,
        user_name=user_name,
        initials=initials_of(partner_name or user_name),
        urls={
            "orders": navigation.url_or_none("orders:list"),
            "home": navigation.url_or_none("dashboard:home"),
            "sign_out": navigation.url_or_none("accounts:sign_out"),
            "switch_partner": navigation.url_or_none("accounts:switch_partner"),
            "notifications": navigation.url_or_none("notifications:list"),
            "jobs": navigation.url_or_none("jobs:list"),
            "settings": navigation.url_or_none("accounts:settings"),
            "set_language": navigation.url_or_none("web:set_language"),
            "search": navigation.url_or_none("dashboard:search"),
        },
        extra=ShellValues(request),
    )


def theme_of(request: HttpRequest) -> Theme:
    """Dark or light as chosen; `auto` follows the device."""
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return cast(Theme, chosen) if chosen in {"light", "dark"} else "auto"


def _user_name(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return str(getattr(user, "full_name", "") or user.get_username())
