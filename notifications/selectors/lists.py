from django.db.models import Q, QuerySet

from komship.lib import clock
from notifications.models import Announcement, InboxMessage, Notification

BELL_SHOWS = 30
INBOX_SHOWS = 200


def unread_count(partner_id: int) -> int:
    """Bell notifications the partner has not opened."""
    return Notification.objects.for_partner(partner_id).unread().count()


def bell(partner_id: int) -> QuerySet[Notification]:
    """The latest notifications of a partner, the newest first."""
    return Notification.objects.for_partner(partner_id).order_by("-created_at", "-id")[:BELL_SHOWS]


def inbox(partner_id: int) -> QuerySet[InboxMessage]:
    """Letters to a partner, the newest first, with the partner (for whose owner they are)."""
    rows = InboxMessage.objects.for_partner(partner_id).select_related("partner")
    return rows.order_by("-created_at", "-id")[:INBOX_SHOWS]


def announcements() -> QuerySet[Announcement]:
    """What is published now, the newest first."""
    now = clock.now()
    running = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    return Announcement.objects.filter(running, published_at__lte=now).order_by("-published_at", "-id")
