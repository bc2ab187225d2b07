from django.db import transaction

from komship.core.outbox import emit
from komship.lib import clock
from notifications.events import WebhookDue
from notifications.models import WebhookDelivery
from notifications.services._deliveries import UNLESS_LOST

MOST = 200


def hand_out_deliveries(*, limit: int = MOST) -> int:
    """Hand deliveries whose next try is due to the senders; returns how many.

    Rows are claimed by pushing their due time on, so two sweeps never take the same one and lost work
    comes back by itself. Skips rows another sweep holds.
    """
    now = clock.now()
    with transaction.atomic():
        due = list(
            WebhookDelivery.objects.select_for_update(skip_locked=True)
            .due(now)
            .order_by("next_attempt_at")
            .values_list("pk", "attempts")[:limit]
        )
        ids = [pk for pk, _ in due]
        WebhookDelivery.objects.filter(pk__in=ids).update(next_attempt_at=now + UNLESS_LOST)
        emit(*(WebhookDue(delivery_id=pk, attempt=attempts) for pk, attempts in due))
    return len(due)
