from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.events import SellerNews
from komship.core.audit import Actor, record
from komship.core.outbox import emit
from komship.lib import clock
from komship.lib.errors import InvalidInput
from tickets.errors import TicketAlreadyOpen, TicketTypeNotFound
from tickets.models import Ticket, TicketMessage, TicketType
from tickets.states import Author, TicketStatus

LONGEST_TEXT = 2_000
_STARTS = {
    # The courier's word makes the seller move; the seller's word makes us move.
    Author.PARTNER: TicketStatus.UNPROCESSED,
    Author.SYSTEM: TicketStatus.NEEDS_FOLLOWUP,
    Author.COURIER_CS: TicketStatus.NEEDS_FOLLOWUP,
    Author.COURIER_LOG: TicketStatus.NEEDS_FOLLOWUP,
}


@dataclass(frozen=True)
class NewTicket:
    """What happened to which order (`reference` is its number); `text` is the first message."""

    reference: str
    type_id: int
    text: str
    subject: str = ""
    airway_bill: str = ""
    deadline_at: datetime | None = None
    author: Author = Author.PARTNER


def open_ticket(data: NewTicket, *, partner_id: int, actor: Actor | None = None) -> Ticket:
    """Open a ticket with its first message; an order has one open ticket at most.

    The caller vouches that the order is the partner's. When it waits
    for the seller her bell rings.
    Raises InvalidInput, TicketTypeNotFound, TicketAlreadyOpen.
    """
    text = data.text.strip()
    if not 1 <= len(text) <= LONGEST_TEXT or "\x00" in text:
        problem = _("Tuliskan masalahnya, paling banyak %(limit)d karakter.") % {"limit": LONGEST_TEXT}
        raise InvalidInput(problem, fields={"text": [problem]})
    kind = TicketType.objects.filter(pk=data.type_id).first()
    if kind is None:
        raise TicketTypeNotFound
    try:
        with transaction.atomic():
            ticket = _insert(data, kind, partner_id)
            TicketMessage.objects.create(
                ticket=ticket, author=data.author, user_id=actor.user_id if actor else None, text=text
            )
            record("ticket.opened", ticket, actor=actor)
            if ticket.status == TicketStatus.NEEDS_FOLLOWUP:
                emit(_news(ticket))
    except IntegrityError as error:
        # The unique index decides, not a look beforehand: two people may open one at once.
        raise TicketAlreadyOpen from error
    return ticket


def _insert(data: NewTicket, kind: TicketType, partner_id: int) -> Ticket:
    now = clock.now()
    ticket = Ticket.objects.create(
        partner_id=partner_id,
        number=uuid4().hex[:24],
        reference=data.reference,
        airway_bill=data.airway_bill,
        type=kind,
        status=_STARTS[data.author],
        subject=(data.subject.strip() or kind.name)[:160],
        deadline_at=data.deadline_at,
        created_at=now,
        updated_at=now,
    )
    # The running number is the row's own, so it is known only now.
    ticket.number = f"TIC{clock.today():%y%m%d}{ticket.pk:06d}"
    ticket.save(update_fields=["number"])
    return ticket


def _news(ticket: Ticket) -> SellerNews:
    return SellerNews(
        partner_id=ticket.partner_id,
        kind="ticket",
        row_id=ticket.pk,
        title=_("Paket %(number)s butuh tindakanmu") % {"number": ticket.reference},
        text=f"{ticket.subject} ({ticket.number})",
        source=f"ticket:{ticket.pk}:opened",
    )
