from tickets.models import TicketType
from tickets.states import FIRST_TYPES


def ensure_ticket_types() -> None:
    """Make the kinds of tickets every installation begins with; those that exist stay as they are."""
    TicketType.objects.bulk_create(
        (
            TicketType(name=name, open_to_sellers=open_to_sellers, position=position)
            for position, (name, open_to_sellers) in enumerate(FIRST_TYPES, start=1)
        ),
        ignore_conflicts=True,
    )
