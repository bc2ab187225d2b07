"""Lay the good pieces of an unpacked return back on the shelf."""

from collections.abc import Mapping

from django.db.models import F, Sum

from komship.lib.db import require_transaction
from products.models import MovementKind, Stock, StockMovement


def restock_return(reference: str, *, receipt: str, pieces: Mapping[int, int]) -> int:
    """Put `pieces` (variant id to count) of what `reference` consumed back, unsold; returns how many.

    Runs in the caller's transaction, locks the stock rows in primary key order. Never more than was
    consumed and has not come back before, whoever counted; the same receipt again changes nothing.
    """
    require_transaction()
    consumed = _by_stock(reference, MovementKind.CONSUME)
    stocks = list(
        Stock.objects.filter(pk__in=consumed, variant_id__in=pieces)
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    journal = f"{reference}/{receipt}"
    if StockMovement.objects.filter(reference=journal, kind=MovementKind.PUT_BACK).exists():
        return 0
    came_back = _by_stock(reference, MovementKind.PUT_BACK, receipts=True)
    went_again = _by_stock(reference, MovementKind.TAKE_OUT, receipts=True)
    total = 0
    for stock in stocks:
        open_pieces = consumed[stock.pk] - came_back.get(stock.pk, 0) + went_again.get(stock.pk, 0)
        quantity = min(pieces[stock.variant_id], open_pieces)
        if quantity > 0:
            _put_back(stock, quantity, journal)
            total += quantity
    return total


def _by_stock(reference: str, kind: MovementKind, *, receipts: bool = False) -> dict[int, int]:
    """Pieces moved by stock row, those of the reference's receipts included when asked."""
    rows = StockMovement.objects.filter(kind=kind, reference=reference)
    if receipts:
        rows |= StockMovement.objects.filter(kind=kind, reference__startswith=f"{reference}/")
    return dict(rows.order_by().values_list("stock_id").annotate(Sum("quantity")))


def _put_back(stock: Stock, quantity: int, journal: str) -> None:
    StockMovement.objects.create(
        stock=stock, kind=MovementKind.PUT_BACK, quantity=quantity, reference=journal
    )
    Stock.objects.filter(pk=stock.pk).update(on_hand=F("on_hand") + quantity, sold=F("sold") - quantity)
