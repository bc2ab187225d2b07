"""How deliveries come to be: rows first, and an event that wakes a sender."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from komship.core.outbox import emit
from komship.lib import clock, db
from notifications.events import WebhookDue
from notifications.models import WebhookDelivery

# The event sends at once; should it be lost, the sweep finds the row after this.
UNLESS_LOST = timedelta(minutes=5)


def new_event_id() -> str:
    return f"evt_{secrets.token_hex(16)}"


def store_deliveries(rows: Sequence[WebhookDelivery]) -> None:
    """Write new deliveries and ask for their first try, in the caller's transaction."""
    db.require_transaction()
    for row in rows:
        row.next_attempt_at = clock.now() + UNLESS_LOST
    WebhookDelivery.objects.bulk_create(rows)
    emit(*(WebhookDue(delivery_id=row.pk, attempt=0) for row in rows))
