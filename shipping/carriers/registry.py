"""The carriers by code. A dict, not a plug-in system: a new carrier is a line here."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from shipping.carriers.base import Carrier, CarrierLogin, Tracker
from shipping.carriers.jne.client import JneCarrier
from shipping.carriers.kiriminaja.client import KiriminAjaTracker
from shipping.carriers.kiriminaja.push import KiriminAjaPush
from shipping.carriers.pushes import PushReader
from shipping.carriers.shipper.client import ShipperCarrier
from shipping.carriers.shipper.push import ShipperPush

# JNE's hosts when credentials are set and no address is: reading and booking live on two ports.
_JNE_HOST = "https://apiv2.jne.co.id:10205"
_JNE_BOOKING_HOST = "https://apiv2.jne.co.id:10206"
# The pair JNE prints in its book; the sandbox accepts it, and no production account has it.
JNE_TEST_USERNAME = "TESTAPI"
JNE_TEST_KEY = "25c898a9faea1a100859ecd9ef674548"
JNE_TEST_CUSTOMER = "TESTAKUN"


_SHIPPER_HOST = "https://merchant-api.shipper.id"
# The sandbox's key; nobody has it at Shipper.
SHIPPER_TEST_KEY = "sandbox-shipper-key"
_KIRIMINAJA_HOST = "https://client.kiriminaja.com"
# KiriminAja prints no test key; this one is the sandbox's own.
KIRIMINAJA_TEST_TOKEN = "komship-sandbox-token"  # noqa: S105 - opens nothing but the sandbox


class UnknownCarrier(LookupError):
    """No adapter has this code."""


class OnlyTracks(UnknownCarrier):
    """The adapter says where parcels are; it neither prices nor books."""


def _setting(name: str) -> str:
    return str(getattr(settings, name, ""))


def _is_production() -> bool:
    return str(settings.SETTINGS_MODULE).endswith(".prod")


def jne_login() -> CarrierLogin:
    """JNE's login from the settings; the sandbox's while none is set, never in production."""
    username, secret = _setting("JNE_USERNAME"), _setting("JNE_API_KEY")
    is_live = bool(username and secret)
    if not is_live and _is_production():
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


def shipper_login() -> CarrierLogin:
    """Shipper's key from the settings; the sandbox's while none is set and a sandbox is there.

    An empty `secret` means that nobody may be asked: production without a key, or no sandbox. Parcels
    with old news of Shipper can still be shown.
    """
    base_url, key = _setting("SHIPPER_BASE_URL"), _setting("SHIPPER_API_KEY")
    is_sandbox = not key and bool(base_url) and not _is_production()
    return CarrierLogin(
        base_url=base_url or _SHIPPER_HOST,
        booking_base_url=base_url or _SHIPPER_HOST,
        secret=SHIPPER_TEST_KEY if is_sandbox else key,
        read_timeout_s=float(_setting("SHIPPER_READ_TIMEOUT_S") or 8.0),
        booking_timeout_s=float(_setting("SHIPPER_BOOKING_TIMEOUT_S") or 20.0),
    )


def kiriminaja_login() -> CarrierLogin:
    """KiriminAja's address and token from the settings; the sandbox's while none is set.

    An empty `secret` means that nobody may be asked and no push is let in: production without a
    token, or no address for the sandbox. Parcels with old news of KiriminAja can still be shown.
    """
    base_url, token = _setting("KIRIMINAJA_BASE_URL"), _setting("KIRIMINAJA_TOKEN")
    is_sandbox = not token and bool(base_url) and not _is_production()
    return CarrierLogin(
        base_url=base_url or _KIRIMINAJA_HOST,
        secret=KIRIMINAJA_TEST_TOKEN if is_sandbox else token,
        read_timeout_s=float(_setting("KIRIMINAJA_READ_TIMEOUT_S") or 8.0),
    )


# One instance per login, so that connections are pooled across calls and threads.
_jne = lru_cache(maxsize=8)(JneCarrier)
_shipper = lru_cache(maxsize=8)(ShipperCarrier)
_kiriminaja = lru_cache(maxsize=8)(KiriminAjaTracker)

FACTORIES: dict[str, Callable[[], Carrier]] = {
    "jne": lambda: _jne(jne_login()),
    "shipper": lambda: _shipper(shipper_login()),
}
# Those that only track.
TRACKERS: dict[str, Callable[[], Tracker]] = {"kiriminaja": lambda: _kiriminaja(kiriminaja_login())}


def carrier(code: str) -> Carrier:
    """The carrier that prices and books under this code. Raises UnknownCarrier, OnlyTracks."""
    factory = FACTORIES.get(code)
    if factory is not None:
        return factory()
    raise OnlyTracks(f"{code} only tracks") if code in TRACKERS else UnknownCarrier(code)


def tracker(code: str) -> Tracker:
    """Whoever says where parcels are under this code; every carrier does. Raises UnknownCarrier."""
    only_tracks = TRACKERS.get(code)
    return carrier(code) if only_tracks is None else only_tracks()


PUSH_READERS: dict[str, Callable[[], PushReader]] = {
    "kiriminaja": lambda: KiriminAjaPush(kiriminaja_login().secret),
    "shipper": ShipperPush,
}


def push_reader(code: str) -> PushReader:
    """How pushes of this carrier are told from strangers' and read. Raises UnknownCarrier."""
    factory = PUSH_READERS.get(code)
    if factory is None:
        raise UnknownCarrier(code)
    return factory()


def is_configured(code: str) -> bool:
    """Whether this installation can ask the carrier: it has a login, or the sandbox."""
    login = {"jne": jne_login, "shipper": shipper_login}.get(code)
    try:
        return login is not None and bool(login().secret)
    except ImproperlyConfigured:
        return False


def is_sandboxed(code: str) -> bool:
    """Whether the sandbox answers for the carrier, because no login of it is set."""
    needed = {"jne": ("JNE_USERNAME", "JNE_API_KEY"), "shipper": ("SHIPPER_API_KEY",)}
    return is_configured(code) and not all(_setting(name) for name in needed.get(code, ()))
