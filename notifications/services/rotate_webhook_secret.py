from django.db import transaction

from komship.core.audit import Actor, record
from komship.lib import clock
from notifications.errors import WebhookNotFound
from notifications.rules.webhooks import OLD_SECRET_FOR
from notifications.selectors.webhooks import secret_of, webhooks
from notifications.services._webhook_input import new_seed
from notifications.services.add_webhook import MadeWebhook


def rotate_webhook_secret(webhook_id: int, *, partner_id: int, actor: Actor) -> MadeWebhook:
    """A new secret; for 24 hours the one before signs as well, older ones end at once.

    Raises WebhookNotFound.
    """
    with transaction.atomic():
        row = webhooks(partner_id).select_for_update().filter(pk=webhook_id).first()
        if row is None:
            raise WebhookNotFound
        row.old_seed, row.old_until = row.seed, clock.now() + OLD_SECRET_FOR
        row.seed = new_seed()
        row.save(update_fields=["seed", "old_seed", "old_until"])
        record("webhook.secret_rotated", row, actor=actor)
    return MadeWebhook(row, secret_of(row.seed))
