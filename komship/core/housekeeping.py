"""Sweeps of the platform itself."""

from datetime import timedelta

from komship.core import idempotency, outbox
from komship.core.models import EventDelivery, OutboxEvent
from komship.core.sweeps import sweep
from komship.lib import clock

KEEP_DELIVERED_FOR = timedelta(days=7)
PURGE_AT_ONCE = 5_000


@sweep(name="core.deliver_due", every_s=5)
def deliver_what_nudges_lost() -> int:
    """Wake the workers of every queue with due work; without workers, deliver it here."""
    queues = outbox.queues_with_due_work()
    if outbox.can_nudge():
        for queue in queues:
            outbox.nudge(queue)
        return 0
    return sum(outbox.deliver_due(queue) for queue in queues)


@sweep(name="core.purge", every_s=3600)
def purge_delivered() -> int:
    """Forget events a week after all their deliveries succeeded, and old idempotent answers."""
    old = clock.now() - KEEP_DELIVERED_FOR
    unfinished = EventDelivery.objects.exclude(state=EventDelivery.State.DONE).values("event_id")
    events = OutboxEvent.objects.filter(created_at__lt=old).exclude(pk__in=unfinished)
    ids = list(events.values_list("pk", flat=True)[:PURGE_AT_ONCE])
    OutboxEvent.objects.filter(pk__in=ids).delete()
    return len(ids) + idempotency.purge_old()
