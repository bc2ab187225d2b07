from dataclasses import dataclass

from komship.lib import clock
from notifications.models import Notification


@dataclass(frozen=True)
class Ring:
    """One line under the bell. `source` names the event it came from; it rings once for each."""

    kind: str
    reference: int
    title: str
    text: str
    source: str


def ring(message: Ring, *, partner_id: int) -> bool:
    """Put a line under a partner's bell; False when this event has rung already."""
    _, is_new = Notification.objects.get_or_create(
        source=message.source,
        defaults={
            "partner_id": partner_id,
            "kind": message.kind,
            "reference": message.reference,
            "title": message.title[:120],
            "text": message.text[:500],
            "created_at": clock.now(),
        },
    )
    return is_new
