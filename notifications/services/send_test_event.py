from django.db import transaction

from komship.core.audit import Actor, record
from komship.lib import clock
from notifications.errors import WebhookOff
from notifications.models import WebhookDelivery
from notifications.rules.webhooks import SAMPLES, TEST_TOPIC, Topic, body_of
from notifications.selectors.webhooks import webhook
from notifications.services._deliveries import new_event_id, store_deliveries


def send_test_event(webhook_id: int, *, partner_id: int, actor: Actor) -> WebhookDelivery:
    """Send an address an invented event (`webhook.test`, not live), signed like any other.

    Raises WebhookNotFound, WebhookOff.
    """
    row = webhook(partner_id, webhook_id)
    if not row.is_active:
        raise WebhookOff
    now, event_id = clock.now(), new_event_id()
    sample = {"sample_of": Topic.ORDER_STATUS_CHANGED.value, **SAMPLES[Topic.ORDER_STATUS_CHANGED]}
    delivery = WebhookDelivery(
        partner_id=partner_id,
        endpoint=row,
        event_id=event_id,
        topic=TEST_TOPIC,
        body=body_of(event_id, TEST_TOPIC, now, sample),
        created_at=now,
    )
    with transaction.atomic():
        store_deliveries([delivery])
        record("webhook.tested", row, actor=actor)
    return delivery
