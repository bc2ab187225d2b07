"""A cancelled order's goods have left after all."""

from django.db.models import F

from komship.lib.db import require_transaction
from products.models import MovementKind, Stock, StockMovement

_GIVEN_BACK = (MovementKind.RELEASE, MovementKind.PUT_BACK)


def take_out_stock(reference: str) -> int:
    """Take the pieces that were given back for `reference` off the shelf again; returns how many.

    Runs in the caller's transaction, locks the stock rows in primary key order; again changes
    nothing. Pieces promised to other orders stay: the shelf is counted by people, and a parcel that
    travels is not stopped by a wrong count.
    """
    require_transaction()
    moves = StockMovement.objects.filter(reference=reference)
    if moves.filter(kind=MovementKind.TAKE_OUT).exists():
        return 0
    wanted = dict(moves.filter(kind__in=_GIVEN_BACK).values_list("stock_id", "quantity"))
    stocks = Stock.objects.filter(pk__in=wanted).select_for_update(of=("self",), no_key=True).order_by("pk")
    total = 0
    for stock in stocks:
        quantity = min(wanted[stock.pk], stock.available)
        if quantity > 0:
            StockMovement.objects.create(
                stock=stock, kind=MovementKind.TAKE_OUT, quantity=quantity, reference=reference
            )
            Stock.objects.filter(pk=stock.pk).update(
                on_hand=F("on_hand") - quantity, sold=F("sold") + quantity
            )
            total += quantity
    return total
