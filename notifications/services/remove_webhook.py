from django.db import transaction

from komship.core.audit import Actor, record
from komship.lib import clock
from notifications.errors import WebhookNotFound
from notifications.selectors.webhooks import webhook, webhooks


def remove_webhook(webhook_id: int, *, partner_id: int, actor: Actor) -> None:
    """Forget an address; what waits for it is never sent. Raises WebhookNotFound."""
    with transaction.atomic():
        row = webhook(partner_id, webhook_id)
        gone = {"deleted_at": clock.now(), "is_active": False}
        if not webhooks(partner_id).filter(pk=row.pk).update(**gone):
            raise WebhookNotFound
        record("webhook.removed", row, actor=actor, change=({"url": row.url}, None))
