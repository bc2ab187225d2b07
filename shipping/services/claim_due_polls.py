from collections import defaultdict
from datetime import timedelta

from django.db import transaction

from komship.core.models import EventDelivery
from komship.core.outbox import emit
from komship.lib import clock
from shipping.events import TrackingDue
from shipping.models import Shipment

# Who takes the batches (shipping.handlers): a queue of its own, so that tracking never delays bookings.
QUEUE, HANDLER = "bulk", "shipping.poll_batch"
LEASE = timedelta(minutes=15)
BATCH = 25
# With a sweep every 30 seconds 33 a second: a hundred thousand open parcels ask for about 22.
MOST = 1_000
# Slow couriers must not pile up work that is claimed again before it is done.
MOST_BATCHES_WAITING = 40


def claim_due_polls(*, limit: int = MOST) -> int:
    """Hand parcels that are due for tracking to the workers, in batches per carrier; returns how many.

    Rows are claimed by pushing their due time on, so two sweeps never take the same one and a lost
    batch comes back by itself. Nothing is handed out while enough is waiting. Locks the rows it takes
    and skips those another sweep holds.
    """
    if _batches_waiting() >= MOST_BATCHES_WAITING:
        return 0
    now = clock.now()
    with transaction.atomic():
        due = (
            Shipment.objects.select_for_update(skip_locked=True)
            .due_for_poll(now)
            .order_by("next_poll_at")
            .values_list("pk", "tracks_with")[:limit]
        )
        by_carrier: defaultdict[str, list[int]] = defaultdict(list)
        for pk, name in due:
            by_carrier[name].append(pk)
        claimed = [pk for pks in by_carrier.values() for pk in pks]
        Shipment.objects.filter(pk__in=claimed).update(next_poll_at=now + LEASE)
        emit(
            *(
                TrackingDue(carrier=name, shipment_ids=pks[start : start + BATCH], due_at=now.isoformat())
                for name, pks in by_carrier.items()
                for start in range(0, len(pks), BATCH)
            )
        )
    return len(claimed)


def _batches_waiting() -> int:
    pending = EventDelivery.objects.filter(state=EventDelivery.State.PENDING, queue=QUEUE, handler=HANDLER)
    return pending[:MOST_BATCHES_WAITING].count()
