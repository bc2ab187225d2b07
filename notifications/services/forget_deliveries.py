from datetime import timedelta

from komship.lib import clock
from notifications.models import WebhookDelivery

KEPT_FOR = timedelta(days=30)
AT_ONCE = 2_000


def forget_deliveries() -> int:
    """Delete deliveries and their tries after 30 days; returns how many."""
    old = WebhookDelivery.objects.filter(created_at__lt=clock.now() - KEPT_FOR)
    ids = list(old.exclude(state=WebhookDelivery.State.PENDING).values_list("pk", flat=True)[:AT_ONCE])
    WebhookDelivery.objects.filter(pk__in=ids).delete()
    return len(ids)
