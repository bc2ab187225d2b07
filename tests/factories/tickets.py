"""Tickets as their services make them."""

from accounts.models import Partner
from tickets.models import Ticket, TicketMessage, TicketType
from tickets.services import NewTicket, ensure_ticket_types, open_ticket
from tickets.states import FIRST_TYPES, Author


def ticket_type(position: int = 0) -> TicketType:
    ensure_ticket_types()
    return TicketType.objects.get(name=FIRST_TYPES[position][0])


def new_ticket(reference: str = "KOM2611210001", **changes: object) -> NewTicket:
    values: dict[str, object] = {
        "reference": reference,
        "type_id": ticket_type().pk,
        "text": "Tolong kirim ulang besok pagi sebelum jam 10.",
        "airway_bill": f"JT{reference[-6:]}",
    }
    return NewTicket(**values | changes)  # type: ignore[arg-type]


def make_ticket(partner: Partner, reference: str = "KOM2611210001", **changes: object) -> Ticket:
    return open_ticket(new_ticket(reference, **changes), partner_id=partner.pk)


def answer_of_courier(ticket: Ticket, text: str = "Kurir akan datang lagi.") -> TicketMessage:
    return TicketMessage.objects.create(ticket=ticket, author=Author.COURIER_CS, text=text)
