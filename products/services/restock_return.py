"""Lay the good pieces of an unpacked return back on the shelf."""

from collections.abc import Mapping

from komship.lib.db import require_transaction
from products.models import MovementKind, StockMovement
from products.services._shelf import locked_stocks, move_on_shelf, pieces_out


def restock_return(reference: str, *, receipt: str, pieces: Mapping[int, int]) -> int:
    """Put `pieces` (variant id to count) of what is out of `reference` back, unsold; returns how many.

    Runs in the caller's transaction, locks the stock rows in primary key order. Never more than went
    out and has not come back before, whoever counted; the same receipt again changes nothing.
    """
    require_transaction()
    stocks = locked_stocks(reference)
    journal = f"{reference}/{receipt}"
    if StockMovement.objects.filter(reference=journal, kind=MovementKind.PUT_BACK).exists():
        return 0
    out = pieces_out(reference)
    total = 0
    for stock in stocks:
        quantity = min(pieces.get(stock.variant_id, 0), out.get(stock.pk, 0))
        if quantity > 0:
            move_on_shelf(stock, MovementKind.PUT_BACK, quantity, journal)
            total += quantity
    return total
