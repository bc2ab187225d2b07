"""What may be announced: frozen dataclasses with a topic and JSON-ready fields."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self


@dataclass(frozen=True)
class DomainEvent:
    """Base of all events. Moments travel as ISO text, so that payloads stay plain JSON."""

    topic: ClassVar[str]

    def to_payload(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        return cls(**payload)
