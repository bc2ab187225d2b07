"""News of the finance app."""

from dataclasses import dataclass
from typing import ClassVar

from komship.core.events import DomainEvent


@dataclass(frozen=True)
class WithdrawalMoved(DomainEvent):
    """A withdrawal was requested or changed its status; the payload is enough to tell the seller."""

    topic: ClassVar[str] = "finance.withdrawal_moved"

    withdrawal_id: int
    partner_id: int
    user_id: int
    number: str
    amount_rp: int
    before: str
    after: str
    note: str


@dataclass(frozen=True)
class BankAccountChanged(DomainEvent):
    """`change` is added, changed or deleted; all who own the seller are told, in case it was a thief."""

    topic: ClassVar[str] = "finance.bank_account_changed"

    bank_account_id: int
    partner_id: int
    change: str
    bank_name: str
    masked_no: str
    by: str
    serial: str


@dataclass(frozen=True)
class TopUpPaid(DomainEvent):
    """A top-up was credited; the payload is enough to tell the seller."""

    topic: ClassVar[str] = "finance.top_up_paid"

    top_up_id: int
    partner_id: int
    number: str
    amount_rp: int


@dataclass(frozen=True)
class TopUpDue(DomainEvent):
    """The gateway is to be asked what became of an invoice."""

    topic: ClassVar[str] = "finance.top_up_due"

    top_up_id: int


@dataclass(frozen=True)
class GatewayTold(DomainEvent):
    """The gateway's news lie in the table, to be taken in."""

    topic: ClassVar[str] = "finance.gateway_told"

    news_id: int
