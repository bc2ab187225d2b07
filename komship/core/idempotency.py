"""`Idempotency-Key`: the first call's answer is the answer to every repetition."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction

from komship.core.models import IdempotentCall
from komship.lib import clock
from komship.lib.errors import Conflict, InvalidInput

KEEP_FOR = timedelta(days=2)
# A first call that is this old without an answer belongs to a process that died.
ABANDONED_AFTER = timedelta(minutes=2)


class KeyInFlight(Conflict):
    code = "idempotency_in_flight"


class KeyReused(InvalidInput):
    code = "idempotency_key_reused"


class OutcomeUnknown(Conflict):
    code = "idempotency_outcome_unknown"


@dataclass(frozen=True)
class StoredAnswer:
    status: int
    body: Any


@dataclass(frozen=True)
class Begun:
    """Either a stored answer to replay or the id of a call that now has to be answered."""

    call_id: int
    replay: StoredAnswer | None


def begin(*, user_id: int, key: str, route: str, body: bytes, resumable: bool = False) -> Begun:
    """Claim the key for this call.

    Raises KeyReused when the key came with another route or body, KeyInFlight while the first call
    runs, OutcomeUnknown when it died without an answer - unless `resumable` says that the use-case
    itself recognises the key and may be run again.
    """
    if not 1 <= len(key) <= 200:
        raise InvalidInput("Idempotency-Key harus 1 sampai 200 karakter.")
    digest = hashlib.sha256(body).hexdigest()
    now = clock.now()
    try:
        with transaction.atomic():
            call = IdempotentCall.objects.create(
                user_id=user_id, key=key, route=route, body_hash=digest, started_at=now
            )
        return Begun(call.pk, None)
    except IntegrityError:
        call = IdempotentCall.objects.get(user_id=user_id, key=key)
    if (call.route, call.body_hash) != (route, digest):
        raise KeyReused("Idempotency-Key ini sudah dipakai untuk permintaan lain.")
    if call.status is not None:
        return Begun(call.pk, StoredAnswer(call.status, call.answer))
    return _take_over(call, resumable=resumable)


def _take_over(call: IdempotentCall, *, resumable: bool) -> Begun:
    now = clock.now()
    if call.started_at > now - ABANDONED_AFTER:
        raise KeyInFlight("Permintaan pertama masih diproses. Coba lagi sebentar.")
    if not resumable:
        raise OutcomeUnknown("Hasil permintaan pertama tidak diketahui. Periksa datanya dulu.")
    claimed = IdempotentCall.objects.filter(pk=call.pk, started_at=call.started_at, status=None)
    if not claimed.update(started_at=now):
        raise KeyInFlight("Permintaan pertama masih diproses. Coba lagi sebentar.")
    return Begun(call.pk, None)


def finish(call_id: int, *, status: int, body: Any) -> None:
    """Keep the answer for repetitions. Server errors are not kept: they may be tried again."""
    calls = IdempotentCall.objects.filter(pk=call_id, status=None)
    if status >= 500:
        calls.delete()
    else:
        calls.update(status=status, answer=json.loads(json.dumps(body, default=str)))


def purge_old() -> int:
    """Forget answers after two days; returns how many."""
    deleted, _ = IdempotentCall.objects.filter(started_at__lt=clock.now() - KEEP_FOR).delete()
    return deleted
