from django.db.models import QuerySet

from notifications.models import SandboxMessage

INBOX_SHOWS = 50


def sandbox_inbox(search: str = "") -> QuerySet[SandboxMessage]:
    """The latest messages that nobody could receive, the newest first; `search` is part of an address."""
    rows = SandboxMessage.objects.order_by("-created_at", "-id")
    return (rows.filter(address__icontains=search) if search else rows)[:INBOX_SHOWS]
