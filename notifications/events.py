from dataclasses import dataclass
from typing import ClassVar

from komship.core.events import DomainEvent


@dataclass(frozen=True)
class WebhookDue(DomainEvent):
    """A delivery is to be tried; `attempt` counts the tries before, so that it is tried once."""

    topic: ClassVar[str] = "webhook.due"

    delivery_id: int
    attempt: int
