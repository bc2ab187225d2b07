"""Take back that a return was laid on the shelf."""

from django.db.models import F

from komship.lib.db import require_transaction
from products.errors import PiecesPromised
from products.models import MovementKind, Stock, StockMovement
from products.services._moves import advance


def undo_restock(reference: str, *, receipt: str) -> int:
    """Remove the pieces a receipt put back; returns stock rows changed, 0 when done before.

    Runs in the caller's transaction, locks the stock rows in primary key order. Raises
    PiecesPromised when some of them are promised to other orders by now.
    """
    require_transaction()
    journal = f"{reference}/{receipt}"
    moves = StockMovement.objects.filter(reference=journal)
    if moves.filter(kind=MovementKind.TAKE_OUT).exists():
        return 0
    locked = Stock.objects.filter(movements__reference=journal, movements__kind=MovementKind.PUT_BACK)
    list(locked.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
    short = moves.filter(kind=MovementKind.PUT_BACK, quantity__gt=F("stock__on_hand") - F("stock__reserved"))
    if short.exists():
        raise PiecesPromised
    return advance(journal, kind=MovementKind.TAKE_OUT, after=MovementKind.PUT_BACK)
