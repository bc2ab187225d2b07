"""What the headings of a seller's own files mean."""

from orders.models import SheetHeading


def known_meanings(partner_id: int) -> dict[str, str]:
    """Column keys by heading, as the seller once said. One query."""
    return dict(SheetHeading.objects.for_partner(partner_id).values_list("heading", "column"))
