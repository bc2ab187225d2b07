"""Promise an order other pieces than before."""

from collections.abc import Sequence

from django.db.models import Q

from komship.lib.db import require_transaction
from products.models import MovementKind, Stock
from products.services.release_stock import release_stock
from products.services.reserve_stock import StockLine, reserve_stock


def change_reservation(lines: Sequence[StockLine], *, before: str, after: str) -> None:
    """Give back what reference `before` holds and reserve `lines` under `after`: all of it or nothing.

    Own pieces count as free, so an order can always keep what it has. Runs in the caller's
    transaction; every stock row of both is locked in primary key order before the first one
    changes, so two edits that swap articles never deadlock. Raises OutOfStock and
    StockReferenceSpent; the caller must then roll back.
    """
    require_transaction()
    _lock_both(lines, before)
    release_stock(before)
    reserve_stock(lines, reference=after)


def _lock_both(lines: Sequence[StockLine], before: str) -> None:
    held = Stock.objects.filter(movements__reference=before, movements__kind=MovementKind.RESERVE)
    rows = Q(pk__in=held.values("pk"))
    for line in lines:
        rows |= Q(variant_id=line.variant_id, warehouse_id=line.warehouse_id)
    list(
        Stock.objects.filter(rows).select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True)
    )
