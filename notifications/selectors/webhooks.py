"""A seller's webhooks, their secrets, and what was sent."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from notifications.errors import DeliveryNotFound, WebhookNotFound
from notifications.models import WebhookDelivery, WebhookEndpoint

_SALT = "notifications.webhooks"
SECRET_BEGINNING = "whsec_"  # noqa: S105


def webhooks(partner_id: int) -> QuerySet[WebhookEndpoint]:
    """A partner's addresses in the order they were added."""
    return WebhookEndpoint.objects.for_partner(partner_id).live().order_by("id")


def webhook(partner_id: int, webhook_id: int) -> WebhookEndpoint:
    """One of a partner's addresses. Raises WebhookNotFound also for those of others."""
    row = webhooks(partner_id).filter(pk=webhook_id).first()
    if row is None:
        raise WebhookNotFound
    return row


def secret_of(seed: str) -> str:
    """What signs: computed from the seed under the installation's key, so that rows give nothing away."""
    return SECRET_BEGINNING + salted_hmac(_SALT, seed, algorithm="sha256").hexdigest()


def secrets_of(row: WebhookEndpoint, *, at: datetime) -> list[str]:
    """The secrets that sign now, the newest first."""
    seeds = [row.seed]
    if row.old_seed and row.old_until is not None and row.old_until > at:
        seeds.append(row.old_seed)
    return [secret_of(seed) for seed in seeds]


def deliveries(row: WebhookEndpoint, *, state: str = "") -> QuerySet[WebhookDelivery]:
    """What was or will be sent there, the newest first."""
    rows = WebhookDelivery.objects.filter(endpoint=row)
    return (rows.filter(state=state) if state else rows).order_by("-id")


def delivery(partner_id: int, delivery_id: int) -> WebhookDelivery:
    """One delivery with its address and its tries. Raises DeliveryNotFound also for those of others."""
    row = (
        WebhookDelivery.objects.for_partner(partner_id)
        .select_related("endpoint")
        .prefetch_related("tries")
        .filter(pk=delivery_id, endpoint__deleted_at__isnull=True)
        .first()
    )
    if row is None:
        raise DeliveryNotFound
    return row
