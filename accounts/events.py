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


@dataclass(frozen=True)
class SellerNews(DomainEvent):
    """Something a partner's people should see under the bell, said by any app above this one.

    `kind` is `withdrawal`, `ticket` or `order`, `row_id` the row it leads to; `source` names the
    cause, for which the bell rings once.
    """

    topic: ClassVar[str] = "seller.news"

    partner_id: int
    kind: str
    row_id: int
    title: str
    text: str
    source: str


@dataclass(frozen=True)
class CodeRequested(DomainEvent):
    """A one-time code has to reach its owner. Which digits they are is not said here, nor kept anywhere:
    `accounts.selectors.codes.code_to_send` computes them from the row when the message leaves.
    """

    topic: ClassVar[str] = "code.requested"

    code_id: int
    serial: int


@dataclass(frozen=True)
class MemberInvited(DomainEvent):
    """Somebody was offered a place on a team; who, and by which link, is read when the mail leaves."""

    topic: ClassVar[str] = "member.invited"

    invitation_id: int


@dataclass(frozen=True)
class ApiKeyChanged(DomainEvent):
    """`change` is made or revoked; the shop is told, in case it was somebody else."""

    topic: ClassVar[str] = "api_key.changed"

    partner_id: int
    change: str
    name: str
    prefix: str
    by: str
