"""What webhooks say, how they are signed, when they are tried again, and where they may go. Pure."""

import hmac
import ipaddress
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

MOST_ENDPOINTS: Final = 5
LONGEST_URL: Final = 500
# About a day from the first try to the last; each is the wait after that many failed tries.
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240, 480, 480))
OLD_SECRET_FOR: Final = timedelta(hours=24)
DISABLE_AFTER: Final = timedelta(days=3)
SIGNATURE_HEADER: Final = "Komship-Signature"

_LOWEST_OWN_PORT = 1024
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Topic(StrEnum):
    """Told to developers: never renamed."""

    ORDER_CREATED = "order.created"
    ORDER_STATUS_CHANGED = "order.status_changed"
    ORDER_UPDATED = "order.updated"
    PARCEL_BOOKED = "parcel.booked"
    PARCEL_REFUSED = "parcel.refused"
    PARCEL_STATUS_CHANGED = "parcel.status_changed"


TEST_TOPIC: Final = "webhook.test"

# What the guide shows, and what a test event carries.
SAMPLES: Final[dict[str, dict[str, Any]]] = {
    Topic.ORDER_CREATED: {
        "order_id": 1024,
        "number": "KOM261121000001",
        "status": "created",
        "courier": "JNE",
        "service": "REG19",
        "payment_method": "cod",
        "total_rp": 114_000,
        "city": "Bandung",
        "province": "Jawa Barat",
    },
    Topic.ORDER_STATUS_CHANGED: {
        "order_id": 1024,
        "number": "KOM261121000001",
        "before": "packing",
        "after": "shipped",
        "occurred_at": "2026-11-21T09:30:00+00:00",
        "is_problem": False,
        "return_state": 0,
    },
    Topic.ORDER_UPDATED: {
        "order_id": 1024,
        "number": "KOM261121000001",
        "status": "shipped",
        "occurred_at": "2026-11-22T03:10:00+00:00",
        "is_problem": True,
        "return_state": 0,
    },
    Topic.PARCEL_BOOKED: {"number": "KOM261121000001", "awb": "3140000000000001"},
    Topic.PARCEL_REFUSED: {"number": "KOM261121000001", "reason": "Kode pos tujuan tidak dilayani."},
    Topic.PARCEL_STATUS_CHANGED: {
        "number": "KOM261121000001",
        "awb": "3140000000000001",
        "before": "in_transit",
        "after": "out_for_delivery",
        "occurred_at": "2026-11-23T01:45:00+00:00",
        "is_problem": False,
        "return_state": 0,
    },
}


@dataclass(frozen=True)
class Target:
    """An address taken apart; `path` with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _default_port(self.scheme) else f"{name}:{self.port}"


class BadTarget(ValueError):
    """The address cannot be used; the text says why, for its owner."""


def target_of(url: str, *, allow_loopback: bool) -> Target:
    """The parts of an https address. Where tests run, http to this machine is fine, too.

    Raises BadTarget. Whether its name leads into our own network shows only when it is resolved.
    """
    if len(url) > LONGEST_URL or any(not "!" <= sign <= "~" for sign in url):
        raise BadTarget(_("Alamat ini terlalu panjang atau berisi spasi."))
    try:
        parts = urlsplit(url)
        port = parts.port or _default_port(parts.scheme)
    except ValueError as error:
        raise BadTarget(_("Alamat ini tidak bisa dibaca.")) from error
    host = (parts.hostname or "").rstrip(".")
    is_local = allow_loopback and _names_loopback(host)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_local):
        raise BadTarget(_("Alamat harus diawali https://"))
    if not host or parts.username is not None or parts.password is not None or parts.fragment:
        raise BadTarget(_("Tulis alamat tanpa nama pengguna, kata sandi, dan tanda #."))
    if port != _default_port("https") and port < _LOWEST_OWN_PORT and not is_local:
        raise BadTarget(_("Pakai port 443, atau port di atas 1023."))
    path = parts.path or "/"
    return Target(parts.scheme, host, port, f"{path}?{parts.query}" if parts.query else path)


def is_allowed(address: str, *, allow_loopback: bool) -> bool:
    """Whether a call may go to this IP address: never into private, local or special networks."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        # Addresses that carry another one inside are judged by that one, or not used at all.
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found.sixtofour is not None or found.teredo is not None or found in _NAT64:
            return False
    if found.is_loopback:
        return allow_loopback
    return found.is_global and not found.is_multicast


def body_of(event_id: str, topic: str, happened_at: datetime, data: Mapping[str, Any]) -> dict[str, Any]:
    """The document of an event; `livemode` is false for test events."""
    return {
        "id": event_id,
        "type": topic,
        "created_at": happened_at.isoformat(),
        "livemode": topic != TEST_TOPIC,
        "data": dict(data),
    }


def rendered(body: Mapping[str, Any]) -> bytes:
    """The bytes that are signed and sent: the same for every try."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def signature(secrets: Sequence[str], *, timestamp: int, body: bytes) -> str:
    """`t=...,v1=...`, with one v1 for each secret that holds now."""
    signed = str(timestamp).encode() + b"." + body
    marks = [hmac.digest(secret.encode(), signed, "sha256").hex() for secret in secrets]
    return ",".join([f"t={timestamp}", *(f"v1={mark}" for mark in marks)])


def wait_after(failed_tries: int) -> timedelta | None:
    """How long to wait after so many failed tries; None when it was the last."""
    return WAITS[failed_tries - 1] if failed_tries <= len(WAITS) else None


def _names_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _default_port(scheme: str) -> int:
    return 80 if scheme == "http" else 443
