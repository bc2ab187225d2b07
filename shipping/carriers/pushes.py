"""News that carriers push to us: one small reader per carrier, `shipping/carriers/<code>/push.py`. Pure.

A push is only ever read as scans, which go the same way as polled ones, or as a hint to look again. It says
nothing that may be believed without its scans or a poll.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from shipping.carriers.base import Scan

JsonObject = dict[str, Any]


class UnreadablePush(ValueError):
    """Not a push of this carrier's; the text says why, for people of the house."""


@dataclass(frozen=True, kw_only=True)
class PushedParcel:
    """One parcel a push speaks of, named by airway bill, by our order number, or by both.

    `scans` are what the carrier says happened. Without any the push is a hint: the parcel is polled.
    """

    awb: str = ""
    reference: str = ""
    scans: tuple[Scan, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Push:
    """`kind` is the carrier's word for what it tells."""

    kind: str
    parcels: tuple[PushedParcel, ...]


class PushReader(Protocol):
    """What a carrier's push needs to be taken in."""

    code: str
    # Names of fields that must not be stored: logins, and what says who lives where.
    masked: frozenset[str]

    def is_authentic(self, authorization: str) -> bool:
        """Whether the carrier itself may have sent this, by its Authorization header.

        True for a carrier without a login: then `read` must give hints only, never scans.
        """
        ...

    def delivery_id(self, headers: Mapping[str, str], body: bytes) -> str:
        """The carrier's own number of this delivery; empty when it gives none."""
        ...

    def read(self, body: JsonObject, *, received_at: datetime) -> Push:
        """The push's meaning. `body` is as it was stored, masked. Raises UnreadablePush."""
        ...


def is_bearer(authorization: str, secret: str) -> bool:
    """Whether the header carries this secret, compared in constant time; no secret fits nothing."""
    scheme, _, given = authorization.partition(" ")
    if not secret or scheme.casefold() != "bearer":
        return False
    return hmac.compare_digest(given.strip().encode(), secret.encode())


def text_of(value: object) -> str:
    """A short printable text, or a number as text; everything else is none."""
    is_plain = isinstance(value, str | int) and not isinstance(value, bool)
    text = str(value).strip() if is_plain else ""
    return text if len(text) <= 60 and text.isprintable() else ""
