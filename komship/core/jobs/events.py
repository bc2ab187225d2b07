from dataclasses import dataclass
from typing import ClassVar

from komship.core.events import DomainEvent


@dataclass(frozen=True)
class JobContinues(DomainEvent):
    """A job has work left from this turn on; an event of an earlier turn is stale."""

    topic: ClassVar[str] = "core.job_continues"

    job_id: int
    turn: int
