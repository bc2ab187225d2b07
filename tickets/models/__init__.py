from tickets.models.ticket import Ticket, TicketMessage, TicketType

__all__ = ["Ticket", "TicketMessage", "TicketType"]
