"""Transactional outbox: nothing leaves the database but through a row written with the cause.

The nudge after commit may be lost at any time; the rows are not, and a sweep finds them.
"""

import json
import logging
import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from komship.core import subscriptions
from komship.core.events import DomainEvent
from komship.core.models import EventDelivery
from komship.lib import clock, db
from komship.lib.compiled import CompiledQuery

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
# A claim this young has nearly all of its lease before it, and nobody else can have taken it.
YOUNG = timedelta(seconds=10)
FIRST_DELAY_S = 5
LONGEST_DELAY_S = 3600
PARK_AFTER_FAILURES = 12

_nudge: Callable[[str], None] | None = None


class RetryLater(Exception):
    """A handler asks to be called again in `delay_s` seconds; this is not a failure."""

    def __init__(self, delay_s: int, reason: str) -> None:
        super().__init__(reason)
        self.delay_s = delay_s
        self.reason = reason


@dataclass(frozen=True)
class Claim:
    delivery_id: int
    attempt: int
    handler: str
    event_id: int
    payload: dict[str, Any]
    claimed_at: datetime


def use_nudge(send: Callable[[str], None] | None) -> None:
    """Tell the outbox how to wake the workers of a queue (Celery does; tests need not)."""
    global _nudge  # noqa: PLW0603 - set once at start-up
    _nudge = send


def emit(*events: DomainEvent) -> None:
    """Write events and their deliveries in the open transaction; nudge workers after commit.

    Raises NotInTransaction when called without one: an event must not outlive its cause.
    """
    db.require_transaction()
    at = clock.now()
    queues: set[str] = set()
    with connection.cursor() as cursor:
        for event in events:
            subscribers = subscriptions.subscriptions_to(event.topic)
            if subscribers:
                cursor.execute(_EMIT_SQL, _emitted(event, subscribers, at))
                queues |= {subscriber.queue for subscriber in subscribers}
    for queue in sorted(queues):
        _nudge_on_commit(queue)


# Every order and every booking comes by here: one statement, written down, is half the work of the ORM's two.
_EMIT_SQL = """
WITH event AS (
    INSERT INTO core_outboxevent (topic, payload, created_at)
    VALUES (%(topic)s, %(payload)s::jsonb, %(at)s)
    RETURNING id)
INSERT INTO core_eventdelivery
       (event_id, handler, queue, state, attempts, failures, due_at, last_error)
SELECT event.id, listener.handler, listener.queue, 'pending', 0, 0, %(at)s, ''
  FROM event, unnest(%(handlers)s::text[], %(queues)s::text[]) AS listener(handler, queue)
"""


def _emitted(
    event: DomainEvent, subscribers: Collection[subscriptions.Subscription], at: datetime
) -> dict[str, Any]:
    return {
        "topic": event.topic,
        "payload": json.dumps(event.to_payload()),
        "at": at,
        "handlers": [subscriber.name for subscriber in subscribers],
        "queues": [subscriber.queue for subscriber in subscribers],
    }


def can_nudge() -> bool:
    """Whether this process knows how to wake workers."""
    return _nudge is not None


def nudge(queue: str) -> None:
    """Wake the workers of a queue. A nudge may be lost; the sweep finds the work."""
    if _nudge is None:
        return
    try:
        _nudge(queue)
    except Exception:
        logger.warning("nudge for queue %s was lost; the sweep will find the work", queue)


def _nudge_on_commit(queue: str) -> None:
    """One nudge per queue and transaction, however many events it emits."""
    if not can_nudge():
        return

    def send() -> None:
        nudge(queue)

    marker = f"outbox:{queue}"
    if any(getattr(entry[1], "marker", None) == marker for entry in connection.run_on_commit):
        return
    send.marker = marker  # type: ignore[attr-defined]
    transaction.on_commit(send)


def deliver_due(queue: str, *, limit: int = 100, threads: int = 1) -> int:
    """Claim a batch of due deliveries of a queue and run it; returns how many were claimed.

    Claims are leased for a minute: when this process dies, others pick the rows up again.
    With `threads` > 1 handlers run side by side, each on its own database connection.
    """
    claims = _claim(queue, limit)
    if threads > 1 and len(claims) > 1:
        todo: SimpleQueue[Claim] = SimpleQueue()
        for claim in claims:
            todo.put(claim)
        wait([_executor(threads).submit(_run_until_empty, todo) for _ in range(min(threads, len(claims)))])
    else:
        for claim in claims:
            run_claim(claim)
    return len(claims)


_executors: dict[int, ThreadPoolExecutor] = {}
_executors_lock = threading.Lock()


def _executor(threads: int) -> ThreadPoolExecutor:
    """Threads live as long as the process, so that their connections are opened once."""
    with _executors_lock:
        if threads not in _executors:
            _executors[threads] = ThreadPoolExecutor(threads, thread_name_prefix="outbox")
        return _executors[threads]


def _run_until_empty(todo: "SimpleQueue[Claim]") -> None:
    """One thread's share of a batch, on one connection; a broken one is not used again."""
    try:
        while True:
            run_claim(todo.get_nowait())
            if connection.errors_occurred:
                connection.close()
    except Empty:
        return
    finally:
        connection.close()


_CLAIM_SQL = """
UPDATE core_eventdelivery AS d
   SET attempts = d.attempts + 1, leased_until = %(until)s
  FROM core_outboxevent AS e
 WHERE e.id = d.event_id
   AND d.id IN (
        SELECT id FROM core_eventdelivery
         WHERE state = 'pending' AND queue = %(queue)s AND due_at <= %(now)s
           AND (leased_until IS NULL OR leased_until <= %(now)s)
         ORDER BY due_at, id
         LIMIT %(limit)s
           FOR UPDATE SKIP LOCKED)
RETURNING d.id, d.attempts, d.handler, e.id, e.payload
"""


def _claim(queue: str, limit: int) -> list[Claim]:
    now = clock.now()
    values: dict[str, Any] = {"queue": queue, "now": now, "until": now + LEASE, "limit": limit}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM_SQL, values)
        rows = cursor.fetchall()
    claims = [
        Claim(delivery_id, attempt, handler, event_id, json.loads(payload), now)
        for delivery_id, attempt, handler, event_id, payload in rows
    ]
    return sorted(claims, key=lambda claim: claim.delivery_id)


def run_claim(claim: Claim) -> None:
    """Run one claimed delivery and record how it ended. Never raises."""
    subscription = subscriptions.subscription_named(claim.handler)
    if subscription is None:
        _park(claim, f"no handler is called {claim.handler}")
        return
    try:
        event = subscriptions.parse_event(subscription, claim.payload)
        if subscription.mode == "inside":
            with transaction.atomic():
                if _finish(claim):
                    subscription.run(event)
        elif _renew(claim):
            subscription.run(event, event_id=claim.event_id)
            _finish(claim)
    except RetryLater as later:
        _postpone(claim, delay_s=later.delay_s, error=later.reason, failed=False)
    except Exception as error:
        logger.exception("delivery %s of %s failed", claim.delivery_id, claim.handler)
        _record_failure(claim, f"{type(error).__name__}: {error}")


def _mine(claim: Claim) -> Any:
    """The delivery, if nobody claimed it after us."""
    return EventDelivery.objects.filter(
        pk=claim.delivery_id, attempts=claim.attempt, state=EventDelivery.State.PENDING
    )


def _renew(claim: Claim) -> bool:
    """Start the lease anew where earlier claims of the batch have used it up; False when it is lost."""
    if clock.now() - claim.claimed_at < YOUNG:
        return True
    return bool(_mine(claim).update(leased_until=clock.now() + LEASE))


_FINISH_SQL = """
UPDATE core_eventdelivery SET state = 'done', done_at = %s, leased_until = NULL, last_error = ''
 WHERE id = %s AND attempts = %s AND state = 'pending'
"""


def _finish(claim: Claim) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_FINISH_SQL, [clock.now(), claim.delivery_id, claim.attempt])
        return bool(cursor.rowcount)


def _record_failure(claim: Claim, error: str) -> None:
    delivery = _mine(claim).first()
    if delivery is None:
        return
    if delivery.failures + 1 >= PARK_AFTER_FAILURES:
        _park(claim, error)
        return
    delay_s = min(LONGEST_DELAY_S, FIRST_DELAY_S * 2**delivery.failures)
    _postpone(claim, delay_s=delay_s, error=error, failed=True)


def _postpone(claim: Claim, *, delay_s: int, error: str, failed: bool) -> None:
    delivery = _mine(claim).first()
    if delivery is None:
        return
    _mine(claim).update(
        due_at=clock.now() + timedelta(seconds=delay_s),
        leased_until=None,
        failures=delivery.failures + failed,
        last_error=error[:2000],
    )


def _park(claim: Claim, error: str) -> None:
    _mine(claim).update(state=EventDelivery.State.PARKED, leased_until=None, last_error=error[:2000])


def bring_forward(handlers: Collection[str]) -> int:
    """What these handlers put off is due now, because what they waited for is over; returns how many.

    Runs in the caller's transaction.
    """
    db.require_transaction()
    now = clock.now()
    later = EventDelivery.objects.filter(
        state=EventDelivery.State.PENDING, handler__in=handlers, due_at__gt=now, leased_until=None
    )
    moved = later.update(due_at=now)
    for name in handlers:
        subscription = subscriptions.subscription_named(name)
        if subscription is not None:
            _nudge_on_commit(subscription.queue)
    return moved


def retry_parked(delivery_ids: list[int]) -> int:
    """Give parked deliveries a fresh start; returns how many."""
    return EventDelivery.objects.filter(pk__in=delivery_ids, state=EventDelivery.State.PARKED).update(
        state=EventDelivery.State.PENDING, failures=0, due_at=clock.now(), leased_until=None
    )


_QUEUES_DUE = CompiledQuery(
    lambda at: (
        EventDelivery.objects.filter(state=EventDelivery.State.PENDING, due_at__lte=at)
        .filter(Q(leased_until=None) | Q(leased_until__lte=at))
        .values_list("queue", flat=True)
        .distinct()
    )
)


def queues_with_due_work(now: datetime | None = None) -> list[str]:
    """Queues that have something to deliver right now."""
    return sorted(_QUEUES_DUE.all(now or clock.now()))
