from datetime import timedelta

from django.db import transaction

from finance.events import TopUpDue
from finance.models import TopUp
from komship.core.outbox import emit
from komship.lib import clock

LEASE = timedelta(minutes=10)
MOST = 200


def claim_due_top_ups(*, limit: int = MOST) -> int:
    """Hand invoices that are due for a look to the workers; returns how many.

    This finds requests whose answer was lost, payments whose callback never came, and invoices that ran
    out. Rows are claimed by pushing their time on, so a look that gets lost comes back by itself. Locks
    the rows it takes and skips those another sweep holds.
    """
    now = clock.now()
    with transaction.atomic():
        due = (
            TopUp.objects.select_for_update(skip_locked=True, no_key=True)
            .filter(next_look_at__lte=now)
            .order_by("next_look_at")
            .values_list("pk", flat=True)[:limit]
        )
        claimed = list(due)
        TopUp.objects.filter(pk__in=claimed).update(next_look_at=now + LEASE)
        emit(*(TopUpDue(top_up_id=pk) for pk in claimed))
    return len(claimed)
