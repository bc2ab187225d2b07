"""Close the ledger's newest entries with a seal, so that later tampering shows."""

import logging
import time
from dataclasses import asdict
from datetime import timedelta

from django.db import connection, transaction

from finance.models import Entry, LedgerSeal
from finance.selectors.proof.seals import GENESIS, sealable
from komship.lib import clock

logger = logging.getLogger(__name__)

# Large enough that a million entries are a hundred seals, small enough to point at the place.
MOST_ENTRIES = 10_000
PATIENCE_MS = 2_000
_LOOK_EVERY = timedelta(milliseconds=20)

# Who writes entries takes this lock before drawing an id and keeps it to the end.
_WRITERS = """
SELECT virtualtransaction FROM pg_locks
 WHERE locktype = 'relation' AND relation = 'finance_entry'::regclass AND granted
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
   AND pid <> pg_backend_pid()
"""


def seal_ledger(*, patience_ms: int = PATIENCE_MS) -> int:
    """Seal all entries that nothing can slip in between any more; returns how many seals were added.

    Ids are drawn before they are committed, so the highest id is no horizon. It is one once every
    transaction that held the table's write lock when the id was read has ended; for that it waits at
    most `patience_ms`, and otherwise leaves the work to the next run. Nobody who posts waits for it.
    Sealers queue for one another.
    """
    last_id = settled_entry_id(patience_ms)
    seals = 0
    while last_id is not None and (seal := _add_seal(last_id)) is not None:
        seals, newest = seals + 1, seal
    if seals:
        logger.info(
            "ledger sealed up to entry %d by %d seals, head %s", newest.last_entry_id, seals, newest.head
        )
    return seals


def settled_entry_id(patience_ms: int) -> int | None:
    """An id up to which all entries are there to stay; None when writers outlast our patience."""
    last_id: int | None = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    if last_id is None:
        return None
    waits_for = _writers()
    give_up_at = time.monotonic_ns() + patience_ms * 1_000_000
    while waits_for:
        if time.monotonic_ns() >= give_up_at:
            return None
        time.sleep(_LOOK_EVERY.total_seconds())
        waits_for &= _writers()
    return last_id


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {row[0] for row in cursor.fetchall()}


def _add_seal(last_id: int) -> LedgerSeal | None:
    """The next seal, of at most MOST_ENTRIES; None when everything up to `last_id` is sealed."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('finance.seal_ledger', 0))")
        before = LedgerSeal.objects.order_by("-number").first()
        first = before.last_entry_id + 1 if before else 1
        waiting = Entry.objects.filter(id__gte=first, id__lte=last_id).order_by("id")
        ids = list(waiting.values_list("id", flat=True)[:MOST_ENTRIES])
        if not ids:
            return None
        seal = sealable(
            number=before.number + 1 if before else 1,
            first=first,
            last=ids[-1],
            previous=before.digest if before else GENESIS,
        )
        return LedgerSeal.objects.create(**asdict(seal), sealed_at=clock.now())
