"""What a payment gateway does for us: it makes an invoice, and says what became of one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    OK = "ok"
    # A look-up's answer: no invoice of ours has this number.
    MISSING = "missing"
    REFUSED = "refused"
    # No usable answer; the invoice may exist.
    UNKNOWN = "unknown"
    # No gateway is configured.
    OFF = "off"


class InvoiceState(StrEnum):
    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class InvoiceOrder:
    """`external_id` is our number: whatever the call's outcome, the invoice is found by it."""

    external_id: str
    amount_rp: int
    description: str
    duration_s: int
    payer_email: str = ""
    return_url: str = ""


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice as the gateway sees it. `paid_rp` is what the payer sent, 0 while she has not."""

    gateway_id: str
    external_id: str
    state: InvoiceState
    amount_rp: int
    paid_rp: int = 0
    pay_url: str = ""
    expires_at: datetime | None = None
    paid_at: datetime | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """`invoice` stands only beside OK; `detail` is for operators, without logins."""

    outcome: Outcome
    invoice: Invoice | None = None
    detail: str = ""


class PaymentGateway(Protocol):
    """Called outside transactions; never raises for what the gateway does."""

    def create(self, order: InvoiceOrder) -> Answer:
        """Ask once. Not to be repeated: a second call may make a second invoice."""

    def read(self, external_id: str) -> Answer:
        """The invoice with our number; of several the one that was paid, else the newest."""


class NoGateway:
    def create(self, order: InvoiceOrder) -> Answer:
        return Answer(Outcome.OFF)

    def read(self, external_id: str) -> Answer:
        return Answer(Outcome.OFF)
