"""What orders announce; webhooks pass it on. Nothing in it names a buyer."""

from dataclasses import dataclass
from typing import ClassVar

from komship.core.events import DomainEvent


@dataclass(frozen=True)
class OrderPlaced(DomainEvent):
    topic: ClassVar[str] = "order.placed"

    order_id: int
    number: str
    partner_id: int
    courier: str = ""
    service: str = ""
    payment_method: str = ""
    total_rp: int = 0
    city: str = ""
    province: str = ""


@dataclass(frozen=True)
class OrderEdited(DomainEvent):
    """What the parcel will be was changed before any courier knew of it."""

    topic: ClassVar[str] = "order.edited"

    order_id: int
    number: str
    partner_id: int


@dataclass(frozen=True)
class OrderMoved(DomainEvent):
    """The order's status, return state or problem flag changed; `occurred_at` is ISO text."""

    topic: ClassVar[str] = "order.moved"

    order_id: int
    number: str
    partner_id: int
    before: str
    after: str
    occurred_at: str
    is_problem: bool = False
    return_state: int = 0
