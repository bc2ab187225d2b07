from collections.abc import Sequence

from django.db import transaction

from komship.core.audit import Actor, record
from notifications.errors import WebhookNotFound
from notifications.models import WebhookEndpoint
from notifications.selectors.webhooks import webhook, webhooks
from notifications.services._webhook_input import checked_topics, checked_url


def change_webhook(
    webhook_id: int, *, partner_id: int, url: str, topics: Sequence[str], actor: Actor
) -> WebhookEndpoint:
    """Another address or other topics; what waits to be sent goes to the new address.

    Resolves the name first, so it must run outside any transaction. Raises WebhookNotFound,
    WebhookRefused.
    """
    webhook(partner_id, webhook_id)
    chosen, address = checked_topics(topics), checked_url(url)
    with transaction.atomic():
        row = webhooks(partner_id).select_for_update().filter(pk=webhook_id).first()
        if row is None:
            raise WebhookNotFound
        before = {"url": row.url, "topics": row.topics}
        row.url, row.topics = address, chosen
        row.save(update_fields=["url", "topics"])
        record("webhook.changed", row, actor=actor, change=(before, {"url": address, "topics": chosen}))
    return row
