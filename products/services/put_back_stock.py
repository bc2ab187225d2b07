"""A return came home in good condition."""

from products.models import MovementKind
from products.services._moves import advance


def put_back_stock(reference: str) -> int:
    """Lay consumed pieces of `reference` back on the shelf, unsold; returns rows changed.

    Runs in the caller's transaction, locks the stock rows in primary key order. Doing it again
    changes nothing, and so does a reference that consumed nothing.
    """
    return advance(reference, kind=MovementKind.PUT_BACK, after=MovementKind.CONSUME)
