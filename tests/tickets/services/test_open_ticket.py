import pytest

from accounts.models import Partner, User
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib import clock
from komship.lib.errors import InvalidInput
from tests.factories.tickets import make_ticket, new_ticket
from tickets.errors import TicketAlreadyOpen, TicketTypeNotFound
from tickets.models import Ticket, TicketMessage
from tickets.services import close_ticket, open_ticket
from tickets.states import Author, TicketStatus


def test_starts_with_its_first_message(siti: User, siti_partner: Partner) -> None:
    actor = Actor(user_id=siti.pk, label="siti", channel="web")
    ticket = open_ticket(new_ticket(), partner_id=siti_partner.pk, actor=actor)
    ticket.refresh_from_db()
    assert ticket.number == f"TIC{clock.today():%y%m%d}{ticket.pk:06d}"
    assert (ticket.status, ticket.subject) == (TicketStatus.UNPROCESSED, "Permintaan Pengiriman Ulang")
    message = TicketMessage.objects.for_partner(siti_partner.pk).get()
    assert (message.author, message.user_id) == (Author.PARTNER, siti.pk)
    assert AuditEntry.objects.get(action="ticket.opened").partner_id == siti_partner.pk


def test_what_the_courier_reports_waits_for_the_seller(siti_partner: Partner) -> None:
    ticket = make_ticket(siti_partner, author=Author.SYSTEM)
    assert ticket.status == TicketStatus.NEEDS_FOLLOWUP


def test_one_open_ticket_for_an_order(siti_partner: Partner) -> None:
    first = make_ticket(siti_partner)
    with pytest.raises(TicketAlreadyOpen):
        make_ticket(siti_partner)
    make_ticket(siti_partner, "KOM2611210002")
    close_ticket(first.pk, partner_id=siti_partner.pk)
    again = make_ticket(siti_partner)
    assert again.number != first.number
    assert TicketMessage.objects.count() == 3


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "tolong\x00"])
def test_bad_texts_are_refused(siti_partner: Partner, text: str) -> None:
    with pytest.raises(InvalidInput):
        make_ticket(siti_partner, text=text)
    assert not Ticket.objects.exists()


def test_long_subjects_are_cut_and_emoji_kept(siti_partner: Partner) -> None:
    ticket = make_ticket(siti_partner, subject="😀" * 300, text="😀" * 2000)
    ticket.refresh_from_db()
    assert ticket.subject == "😀" * 160


def test_unknown_type(siti_partner: Partner) -> None:
    with pytest.raises(TicketTypeNotFound):
        make_ticket(siti_partner, type_id=2**31)
