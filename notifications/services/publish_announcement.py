from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from komship.core.audit import Actor, record
from komship.lib import clock
from notifications.models import Announcement


@dataclass(frozen=True)
class NewAnnouncement:
    """A bar above every dashboard; `link` is kept without its scheme."""

    title: str
    text: str
    link: str = ""
    tone: str = Announcement.Tone.INFO
    ends_at: datetime | None = None


def publish_announcement(data: NewAnnouncement, *, actor: Actor | None = None) -> Announcement:
    """Show an announcement from now on, until it ends."""
    now = clock.now()
    with transaction.atomic():
        row = Announcement.objects.create(
            title=data.title,
            text=data.text,
            link=data.link.removeprefix("https://").removeprefix("http://"),
            tone=data.tone,
            published_at=now,
            ends_at=data.ends_at,
            created_at=now,
        )
        record("announcement.published", row, actor=actor)
    return row
