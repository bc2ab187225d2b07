"""Give promised pieces back because the order will not be shipped."""

from products.models import MovementKind
from products.services._moves import advance


def release_stock(reference: str) -> int:
    """Free what `reference` reserved; returns the stock rows changed, 0 when done before.

    Runs in the caller's transaction, locks the stock rows in primary key order. Raises
    StockReferenceSpent when the goods were consumed already.
    """
    return advance(
        reference,
        kind=MovementKind.RELEASE,
        after=MovementKind.RESERVE,
        unless=MovementKind.CONSUME,
    )
