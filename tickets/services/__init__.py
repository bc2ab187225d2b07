from tickets.services.close_ticket import close_ticket
from tickets.services.ensure_ticket_types import ensure_ticket_types
from tickets.services.follow_parcel import follow_parcel
from tickets.services.open_ticket import NewTicket, open_ticket

__all__ = [
    "NewTicket",
    "close_ticket",
    "ensure_ticket_types",
    "follow_parcel",
    "open_ticket",
]
