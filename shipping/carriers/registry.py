"""The carriers by code. A dict, not a plug-in system: a new carrier is a line here."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from shipping.carriers.base import Carrier, CarrierLogin
from shipping.carriers.jne.client import JneCarrier

# JNE's hosts when credentials are set and no address is: reading and booking live on two ports.
_JNE_HOST = "https://apiv2.jne.co.id:10205"
_JNE_BOOKING_HOST = "https://apiv2.jne.co.id:10206"
# The pair JNE prints in its book; the sandbox accepts it, and no production account has it.
JNE_TEST_USERNAME = "TESTAPI"
JNE_TEST_KEY = "25c898a9faea1a100859ecd9ef674548"
JNE_TEST_CUSTOMER = "TESTAKUN"


class UnknownCarrier(LookupError):
    """No adapter has this code."""


def _setting(name: str) -> str:
    return str(getattr(settings, name, ""))


def jne_login() -> CarrierLogin:
    """JNE's login from the settings; the sandbox's while none is set, never in production."""
    username, secret = _setting("JNE_USERNAME"), _setting("JNE_API_KEY")
    is_live = bool(username and secret)
    if not is_live and str(settings.SETTINGS_MODULE).endswith(".prod"):
        raise ImproperlyConfigured("JNE_USERNAME and JNE_API_KEY are needed in production")
    base_url = _setting("JNE_BASE_URL")
    return CarrierLogin(
        base_url=base_url or _JNE_HOST,
        booking_base_url=_setting("JNE_BOOKING_BASE_URL") or base_url or _JNE_BOOKING_HOST,
        username=username if is_live else JNE_TEST_USERNAME,
        secret=secret if is_live else JNE_TEST_KEY,
        customer_number=_setting("JNE_CUST_NO") or JNE_TEST_CUSTOMER,
        read_timeout_s=float(_setting("JNE_READ_TIMEOUT_S") or 8.0),
        booking_timeout_s=float(_setting("JNE_BOOKING_TIMEOUT_S") or 20.0),
    )


# One instance per login, so that connections are pooled across calls and threads.
_jne = lru_cache(maxsize=8)(JneCarrier)

FACTORIES: dict[str, Callable[[], Carrier]] = {"jne": lambda: _jne(jne_login())}


def carrier(code: str) -> Carrier:
    """The carrier with this code. Raises UnknownCarrier."""
    factory = FACTORIES.get(code)
    if factory is None:
        raise UnknownCarrier(code)
    return factory()
