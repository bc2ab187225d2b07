from django.db import transaction

from komship.core.audit import Actor, record
from komship.lib import clock
from notifications.errors import WebhookOff
from notifications.models import WebhookDelivery
from notifications.selectors.webhooks import delivery
from notifications.services._deliveries import store_deliveries


def replay_delivery(delivery_id: int, *, partner_id: int, actor: Actor) -> WebhookDelivery:
    """Send the same event there again, as a delivery of its own: the old one keeps its own tries.

    The event id stays, so a receiver that remembers it does nothing twice. Raises DeliveryNotFound,
    WebhookOff.
    """
    old = delivery(partner_id, delivery_id)
    if not old.endpoint.is_active:
        raise WebhookOff
    again = WebhookDelivery(
        partner_id=partner_id,
        endpoint=old.endpoint,
        event_id=old.event_id,
        topic=old.topic,
        body=old.body,
        replays_id=old.replays_id or old.pk,
        created_at=clock.now(),
    )
    with transaction.atomic():
        store_deliveries([again])
        record("webhook.replayed", old, actor=actor)
    return again
