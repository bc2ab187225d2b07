from django.db import transaction

from komship.core.audit import Actor, record
from komship.lib import clock
from notifications.errors import WebhookNotFound
from notifications.selectors.webhooks import webhooks


def switch_webhook(webhook_id: int, *, partner_id: int, is_active: bool, actor: Actor) -> None:
    """Stop or resume telling an address. While it is off nothing is kept for it. Raises WebhookNotFound."""
    with transaction.atomic():
        row = webhooks(partner_id).select_for_update().filter(pk=webhook_id).first()
        if row is None:
            raise WebhookNotFound
        if row.is_active == is_active:
            return
        row.is_active, row.failing_since = is_active, None
        row.disabled_at = None if is_active else clock.now()
        row.save(update_fields=["is_active", "failing_since", "disabled_at"])
        record("webhook.switched", row, actor=actor, change=(None, {"is_active": is_active}))
