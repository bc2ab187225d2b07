from django.db.models import Count

from finance.risk import Ratio
from tickets.models import Ticket

MOST_SHOWN = 5


def frequent_complaints(partner_id: int) -> list[tuple[str, Ratio]]:
    """The problems a seller's parcels have had, the most frequent first, against all of them. One query."""
    tickets = Ticket.objects.for_partner(partner_id).order_by()
    counts = sorted(
        tickets.values_list("type__name").annotate(count=Count("pk")), key=lambda row: (-row[1], row[0])
    )
    total = sum(count for _name, count in counts)
    return [(name, Ratio(count, total)) for name, count in counts[:MOST_SHOWN]]
