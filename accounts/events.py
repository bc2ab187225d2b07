from dataclasses import dataclass
from typing import ClassVar

from komship.core.events import DomainEvent


@dataclass(frozen=True)
class PartnerRegistered(DomainEvent):
    topic: ClassVar[str] = "partner.registered"

    partner_id: int
    owner_id: int


@dataclass(frozen=True)
class PartnerStatusChanged(DomainEvent):
    topic: ClassVar[str] = "partner.status_changed"

    partner_id: int
    before: str
    after: str
