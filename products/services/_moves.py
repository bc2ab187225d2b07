"""The one place that moves reserved pieces: the journal line and the counters in one statement."""

from django.db import connection

from komship.lib import clock
from komship.lib.db import require_transaction
from products.errors import StockReferenceSpent
from products.models import MovementKind, Stock, StockMovement

# What each move does to the counters of a stock row, with `moved.quantity` pieces.
_COUNTERS = {
    MovementKind.RELEASE: "reserved = s.reserved - moved.quantity",
    MovementKind.CONSUME: (
        "on_hand = s.on_hand - moved.quantity, reserved = s.reserved - moved.quantity,"
        " sold = s.sold + moved.quantity"
    ),
    MovementKind.PUT_BACK: "on_hand = s.on_hand + moved.quantity, sold = s.sold - moved.quantity",
    MovementKind.TAKE_OUT: "on_hand = s.on_hand - moved.quantity, sold = s.sold + moved.quantity",
}

_ADVANCE = """
WITH moved AS (
    INSERT INTO products_stockmovement (stock_id, kind, quantity, reference, created_at)
    SELECT m.stock_id, %(kind)s, m.quantity, m.reference, %(now)s
    FROM products_stockmovement m
    WHERE m.reference = %(reference)s AND m.kind = %(after)s AND NOT EXISTS (
        SELECT 1 FROM products_stockmovement x
        WHERE x.stock_id = m.stock_id AND x.reference = m.reference AND x.kind = %(unless)s
    )
    ON CONFLICT (stock_id, kind, reference) DO NOTHING
    RETURNING stock_id, quantity
)
UPDATE products_stock s SET {counters} FROM moved WHERE s.id = moved.stock_id
"""


def advance(
    reference: str, *, kind: MovementKind, after: MovementKind, unless: MovementKind | None = None
) -> int:
    """Follow every `after` move of the reference by a `kind` move; returns the lines moved.

    Locks the stock rows in primary key order. Zero when there is nothing to follow or it was done
    before. Raises StockReferenceSpent when an `unless` move got there first.
    """
    require_transaction()
    stock_ids = list(
        Stock.objects.filter(movements__reference=reference, movements__kind=after)
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if not stock_ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            _ADVANCE.format(counters=_COUNTERS[kind]),
            {
                "kind": kind.value,
                "after": after.value,
                "unless": unless.value if unless else "",
                "reference": reference,
                "now": clock.now(),
            },
        )
        moved: int = cursor.rowcount
    if moved != len(stock_ids) and (moved or not _done_before(reference, kind, len(stock_ids))):
        raise StockReferenceSpent(reference)
    return moved


def _done_before(reference: str, kind: MovementKind, lines: int) -> bool:
    """Whether nothing moved because all of it had moved already."""
    return StockMovement.objects.filter(reference=reference, kind=kind).count() == lines
