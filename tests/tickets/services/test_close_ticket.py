import pytest
from django.db import transaction

from accounts.models import Partner
from komship.lib.errors import StaleState
from tests.factories.tickets import make_ticket
from tickets.errors import TicketNotFound
from tickets.models import Ticket
from tickets.services import close_ticket
from tickets.services._transition import move_ticket
from tickets.states import ALLOWED, OPEN, Outcome, TicketStatus


def test_finished_with_how_the_parcel_ended(siti_partner: Partner) -> None:
    ticket = make_ticket(siti_partner)
    close_ticket(ticket.pk, partner_id=siti_partner.pk, outcome=Outcome.DELIVERED)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.outcome) == (TicketStatus.FINISHED, Outcome.DELIVERED)
    assert ticket.closed_at is not None


def test_cancelled_has_no_outcome(siti_partner: Partner) -> None:
    ticket = make_ticket(siti_partner)
    close_ticket(ticket.pk, partner_id=siti_partner.pk, outcome=Outcome.LOST, is_cancelled=True)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.outcome) == (TicketStatus.CANCELLED, Outcome.UNKNOWN)


def test_ends_once(siti_partner: Partner) -> None:
    ticket = make_ticket(siti_partner)
    close_ticket(ticket.pk, partner_id=siti_partner.pk)
    with pytest.raises(StaleState):
        close_ticket(ticket.pk, partner_id=siti_partner.pk)


def test_foreign_and_unknown_tickets(siti_partner: Partner, rina_partner: Partner) -> None:
    ticket = make_ticket(rina_partner)
    for number in (ticket.pk, 2**62):
        with pytest.raises(TicketNotFound):
            close_ticket(number, partner_id=siti_partner.pk)
    ticket.refresh_from_db()
    assert ticket.status == TicketStatus.UNPROCESSED


@pytest.mark.parametrize("before", TicketStatus)
@pytest.mark.parametrize("after", TicketStatus)
def test_only_moves_of_the_table(siti_partner: Partner, before: TicketStatus, after: TicketStatus) -> None:
    ticket = make_ticket(siti_partner)
    closed_at = None if before in OPEN else ticket.created_at
    Ticket.objects.filter(pk=ticket.pk).update(status=before, closed_at=closed_at)
    ticket.refresh_from_db()
    if after in ALLOWED[before]:
        with transaction.atomic():
            move_ticket(ticket, after)
    else:
        with pytest.raises(StaleState), transaction.atomic():
            move_ticket(ticket, after)
    ticket.refresh_from_db()
    assert ticket.status == (after if after in ALLOWED[before] else before)


def test_a_ticket_somebody_moved_meanwhile(siti_partner: Partner) -> None:
    ticket = make_ticket(siti_partner)
    Ticket.objects.filter(pk=ticket.pk).update(status=TicketStatus.IN_PROCESS)
    with pytest.raises(StaleState), transaction.atomic():
        move_ticket(ticket, TicketStatus.NEEDS_FOLLOWUP)
