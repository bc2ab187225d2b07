"""An order's pieces are on the shelf again: it was called off on the road."""

from komship.lib.db import require_transaction
from products.models import MovementKind
from products.services._shelf import locked_stocks, move_on_shelf, next_journal, pieces_out


def put_back_stock(reference: str) -> int:
    """Lay what is out of `reference` back on the shelf, unsold; returns rows changed.

    Runs in the caller's transaction, locks the stock rows in primary key order. Pieces an unpacked
    return has put back already are not out. Doing it again changes nothing, and so does a reference
    that consumed nothing; pieces that were taken out again come back again.
    """
    require_transaction()
    stocks = locked_stocks(reference)
    out = pieces_out(reference)
    journal = next_journal(reference, MovementKind.PUT_BACK)
    back = [stock for stock in stocks if out.get(stock.pk, 0) > 0]
    for stock in back:
        move_on_shelf(stock, MovementKind.PUT_BACK, out[stock.pk], journal)
    return len(back)
