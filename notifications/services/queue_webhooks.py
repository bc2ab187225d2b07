from collections.abc import Mapping
from typing import Any

from komship.lib import clock, db
from komship.lib.compiled import CompiledQuery
from notifications.models import WebhookDelivery
from notifications.rules.webhooks import Topic, body_of
from notifications.selectors.webhooks import webhooks
from notifications.services._deliveries import new_event_id, store_deliveries

_LISTENING = CompiledQuery(
    lambda partner_id, topics: webhooks(partner_id).filter(is_active=True, topics__contains=topics)
)


def queue_webhooks(partner_id: int, topic: Topic, data: Mapping[str, Any]) -> int:
    """Keep an event for every address of the partner that wants to hear of it; returns for how many.

    Runs in the caller's transaction, with the delivery of the event it comes from: exactly once. All
    addresses are told the same event id.
    """
    db.require_transaction()
    listening = _LISTENING.all(partner_id, [topic.value])
    if not listening:
        return 0
    now, event_id = clock.now(), new_event_id()
    body = body_of(event_id, topic.value, now, data)
    store_deliveries(
        [
            WebhookDelivery(
                partner_id=partner_id,
                endpoint=row,
                event_id=event_id,
                topic=topic.value,
                body=body,
                created_at=now,
            )
            for row in listening
        ]
    )
    return len(listening)
