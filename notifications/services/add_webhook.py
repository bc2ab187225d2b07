from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Partner
from komship.core.audit import Actor, record
from komship.lib import clock
from notifications.errors import TooManyWebhooks
from notifications.models import WebhookEndpoint
from notifications.rules.webhooks import MOST_ENDPOINTS
from notifications.selectors.webhooks import secret_of, webhooks
from notifications.services._webhook_input import checked_topics, checked_url, new_seed


@dataclass(frozen=True)
class MadeWebhook:
    """`secret` is shown once, to whoever made or rotated it."""

    endpoint: WebhookEndpoint
    secret: str


def add_webhook(
    partner_id: int, *, url: str, topics: Sequence[str], made_by_id: int, actor: Actor
) -> MadeWebhook:
    """Tell this address of a partner's events from now on.

    Resolves the name first, so it must run outside any transaction; locks the partner, so that the
    limit of five holds. Raises WebhookRefused, TooManyWebhooks.
    """
    chosen = checked_topics(topics)
    address = checked_url(url)
    with transaction.atomic():
        Partner.objects.select_for_update(no_key=True).get(pk=partner_id)
        if webhooks(partner_id).count() >= MOST_ENDPOINTS:
            raise TooManyWebhooks
        row = WebhookEndpoint.objects.create(
            partner_id=partner_id,
            made_by_id=made_by_id,
            url=address,
            topics=chosen,
            seed=new_seed(),
            created_at=clock.now(),
        )
        record("webhook.added", row, actor=actor, change=(None, {"url": address, "topics": chosen}))
    return MadeWebhook(row, secret_of(row.seed))
