from django.db import transaction

from komship.core.audit import Actor, record
from tickets.errors import TicketNotFound
from tickets.models import Ticket
from tickets.services._transition import move_ticket
from tickets.states import Outcome, TicketStatus


def close_ticket(
    ticket_id: int,
    *,
    partner_id: int,
    outcome: Outcome = Outcome.UNKNOWN,
    is_cancelled: bool = False,
    actor: Actor | None = None,
) -> None:
    """End a ticket as finished, with how its parcel ended, or as cancelled.

    Raises TicketNotFound, StaleState when it has ended already.
    """
    with transaction.atomic():
        ticket = Ticket.objects.for_partner(partner_id).filter(pk=ticket_id).first()
        if ticket is None:
            raise TicketNotFound
        after = TicketStatus.CANCELLED if is_cancelled else TicketStatus.FINISHED
        move_ticket(ticket, after, outcome=Outcome.UNKNOWN if is_cancelled else outcome)
        record("ticket.closed", ticket, actor=actor)
