import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from komship.core.outbox import emit
from komship.lib import clock
from shipping.carriers.registry import push_reader
from shipping.errors import PushTooLarge
from shipping.events import PushReceived
from shipping.models import CarrierPush

MOST_BYTES = 256 * 1024
# Enough to see what it was; what cannot be read is not worth keeping whole.
MOST_GARBAGE = 1_000
MASKED = "***"


def keep_push(carrier: str, body: bytes, *, headers: Mapping[str, str]) -> bool:
    """Store what a carrier pushed and have it taken in later; whether it came for the first time.

    The caller has checked who sent it. A delivery is one row however often it comes, told by the carrier's
    number for it or by the digest of the raw body. Stored masked. Raises PushTooLarge.
    """
    if len(body) > MOST_BYTES:
        raise PushTooLarge
    reader = push_reader(carrier)
    delivery_id = reader.delivery_id(headers, body)[:64] or hashlib.sha256(body).hexdigest()
    text, is_readable = _storable(body, reader.masked)
    state = CarrierPush.State.WAITING if is_readable else CarrierPush.State.UNREADABLE
    now = clock.now()
    with transaction.atomic():
        push, is_new = CarrierPush.objects.get_or_create(
            carrier=carrier,
            delivery_id=delivery_id,
            defaults={"body": text, "state": state, "received_at": now, "last_seen_at": now},
        )
        if not is_new:
            seen_again = CarrierPush.objects.filter(pk=push.pk)
            seen_again.update(times_seen=F("times_seen") + 1, last_seen_at=now)
        elif is_readable:
            emit(PushReceived(push_id=push.pk))
    return is_new


def _storable(body: bytes, masked: frozenset[str]) -> tuple[str, bool]:
    """The JSON object without what must not be stored, or the beginning of whatever it was."""
    try:
        data = json.loads(body)
        if isinstance(data, dict):
            return json.dumps(_masked(data, masked)), True
    except (ValueError, RecursionError):
        pass
    return body.decode(errors="replace").replace("\x00", "")[:MOST_GARBAGE], False


def _masked(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {
            name: MASKED if name.casefold() in names and held else _masked(held, names)
            for name, held in value.items()
        }
    return [_masked(held, names) for held in value] if isinstance(value, list) else value
