"""Orders as the parts of a background job."""

from collections.abc import Iterable

from komship.core.jobs import NewItem
from orders.selectors.rows import OrderRow


def order_items(rows: Iterable[OrderRow]) -> list[NewItem]:
    """One item per order; its number finds the order's page."""
    return [
        NewItem(str(row.id), f"{row.number} {row.recipient_name}", {"number": row.number}) for row in rows
    ]
