"""A cancelled order's goods have left after all."""

from komship.lib.db import require_transaction
from products.models import MovementKind
from products.services._shelf import locked_stocks, move_on_shelf, next_journal, pieces_called_off


def take_out_stock(reference: str) -> int:
    """Take the pieces that a cancellation of `reference` gave back off the shelf again; returns how many.

    Runs in the caller's transaction, locks the stock rows in primary key order; what has been taken out
    is not taken again before another cancellation. Pieces promised to other orders stay: the shelf is
    counted by people, and a parcel that travels is not stopped by a wrong count.
    """
    require_transaction()
    stocks = locked_stocks(reference)
    given_back = pieces_called_off(reference)
    journal = next_journal(reference, MovementKind.TAKE_OUT)
    total = 0
    for stock in stocks:
        quantity = min(given_back.get(stock.pk, 0), stock.available)
        if quantity > 0:
            move_on_shelf(stock, MovementKind.TAKE_OUT, quantity, journal)
            total += quantity
    return total
