from dataclasses import dataclass
from typing import ClassVar

from komship.core.events import DomainEvent


@dataclass(frozen=True)
class TicketOpened(DomainEvent):
    """A ticket waits for somebody; the payload is enough to tell the seller."""

    topic: ClassVar[str] = "ticket.opened"

    ticket_id: int
    partner_id: int
    number: str
    reference: str
    subject: str
    needs_followup: bool


@dataclass(frozen=True)
class TicketMoved(DomainEvent):
    topic: ClassVar[str] = "ticket.moved"

    ticket_id: int
    partner_id: int
    number: str
    before: int
    after: int
