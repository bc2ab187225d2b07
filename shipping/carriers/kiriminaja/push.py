"""KiriminAja's webhooks: a method and parcels, with our own token as the login. Pure.

The public pages and SDKs differ: singular and plural methods, `data` as a list or one object, `packages`
beside it, times in Jakarta or in UTC. A method that says where the parcel is becomes a scan with the code
the same fact has in tracking; all others (validated, rejected, problem, what is yet to be invented) are
hints. `returned_packages` without a time says that the return has begun.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from shipping.carriers.base import Scan
from shipping.carriers.kiriminaja.answers import read_moment
from shipping.carriers.kiriminaja.statuses import (
    CANCELLED_CODE,
    DELIVERED_CODE,
    MOVING,
    RETURNED_CODE,
    RETURNING_CODE,
    SHIPPED_AT,
)
from shipping.carriers.pushes import JsonObject, Push, PushedParcel, UnreadablePush, is_bearer, text_of

MOST_PARCELS = 500

# Method (in the plural), the field with the time, the code. `date` is the older spelling of the time.
_FACTS: Mapping[str, tuple[str, str]] = {
    "shipped_packages": (SHIPPED_AT, MOVING),
    "finished_packages": ("finished_at", DELIVERED_CODE),
    "canceled_packages": ("canceled_at", CANCELLED_CODE),
    "cancelled_packages": ("canceled_at", CANCELLED_CODE),
    "returned_packages": ("returned_at", RETURNED_CODE),
    "return_finished_packages": ("returned_at", RETURNED_CODE),
}


class KiriminAjaPush:
    """The PushReader of KiriminAja; `secret` is our token, which comes back in every push."""

    code = "kiriminaja"
    masked = frozenset({"phone", "address", "name", "driver", "receiver", "qr_url", "qr_content"})

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def is_authentic(self, authorization: str) -> bool:
        return is_bearer(authorization, self._secret)

    def delivery_id(self, headers: Mapping[str, str], body: bytes) -> str:
        return ""

    def read(self, body: JsonObject, *, received_at: datetime) -> Push:
        method = text_of(body.get("method")).casefold()
        rows = list(_rows(body))
        if not rows:
            raise UnreadablePush("no parcels")
        if len(rows) > MOST_PARCELS:
            raise UnreadablePush(f"{len(rows)} parcels")
        kind = f"{method}s" if method.endswith("_package") else method
        return Push(kind=kind, parcels=tuple(_parcel(kind, row, received_at) for row in rows))


def _rows(body: JsonObject) -> Iterator[JsonObject]:
    """Everything in `data` and `packages` that names a parcel."""
    for name in ("data", "packages"):
        held = body.get(name)
        for row in held if isinstance(held, list) else [held]:
            if not isinstance(row, dict):
                continue
            if text_of(row.get("order_id")) or text_of(row.get("awb")):
                yield row
            if name == "data":
                # The long form: a payment around a list of packages.
                yield from _rows({"packages": row.get("packages")})


def _parcel(kind: str, row: JsonObject, received_at: datetime) -> PushedParcel:
    return PushedParcel(
        awb=text_of(row.get("awb")),
        reference=text_of(row.get("order_id")),
        scans=tuple(_scans(kind, row, received_at)),
    )


def _scans(kind: str, row: JsonObject, received_at: datetime) -> Iterator[Scan]:
    if kind not in _FACTS:
        return
    field, code = _FACTS[kind]
    moment = read_moment(row.get(field)) or read_moment(row.get("date"))
    # Sorts before the row the history has for it, which knows more.
    text = SHIPPED_AT if field == SHIPPED_AT else f"({kind})"
    if moment is not None:
        yield Scan(code=code, text=text, occurred_at=moment)
    elif kind == "returned_packages" and not row.get(field):
        yield Scan(code=RETURNING_CODE, text=text, occurred_at=received_at)
