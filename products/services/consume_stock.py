"""The reserved pieces have left the warehouse."""

from products.models import MovementKind
from products.services._moves import advance


def consume_stock(reference: str) -> int:
    """Take what `reference` reserved off the shelf and count it as sold; returns rows changed.

    Runs in the caller's transaction, locks the stock rows in primary key order. Doing it again
    changes nothing. Raises StockReferenceSpent when the reservation was released.
    """
    return advance(
        reference,
        kind=MovementKind.CONSUME,
        after=MovementKind.RESERVE,
        unless=MovementKind.RELEASE,
    )
