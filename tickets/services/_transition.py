from komship.lib import clock
from komship.lib.db import require_one, require_transaction
from komship.lib.errors import StaleState
from tickets.models import Ticket
from tickets.states import ALLOWED, OPEN, Outcome, TicketStatus


def move_ticket(ticket: Ticket, after: TicketStatus, *, outcome: Outcome = Outcome.UNKNOWN) -> None:
    """The only writer of a ticket's status; joins the caller's transaction.

    One conditional UPDATE: raises StaleState when the table forbids the move or somebody else
    moved the ticket since it was read.
    """
    require_transaction()
    before = TicketStatus(ticket.status)
    if after not in ALLOWED[before]:
        raise StaleState
    now = clock.now()
    touched = Ticket.objects.filter(pk=ticket.pk, status=before).update(
        status=after, outcome=outcome, updated_at=now, closed_at=None if after in OPEN else now
    )
    require_one(touched, StaleState())
