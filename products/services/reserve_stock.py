"""Promise pieces to an order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from komship.lib import clock
from komship.lib.db import require_transaction
from komship.lib.errors import InvalidInput
from products.errors import OutOfStock, StockReferenceSpent
from products.models import MovementKind, Stock, StockMovement, Variant

MAX_QUANTITY = 999_999_999

Place = tuple[int, int]

_RESERVE = """
WITH wanted AS (
    SELECT * FROM unnest(%(stock_ids)s::bigint[], %(quantities)s::int[]) AS w(stock_id, quantity)
), moved AS (
    INSERT INTO products_stockmovement (stock_id, kind, quantity, reference, created_at)
    SELECT stock_id, %(kind)s, quantity, %(reference)s, %(now)s FROM wanted
    ON CONFLICT (stock_id, kind, reference) DO NOTHING
    RETURNING stock_id, quantity
)
UPDATE products_stock s SET reserved = s.reserved + moved.quantity FROM moved
WHERE s.id = moved.stock_id AND s.on_hand >= s.reserved + moved.quantity
"""


@dataclass(frozen=True)
class StockLine:
    """So many pieces of a variant from one warehouse."""

    variant_id: int
    warehouse_id: int
    quantity: int


@dataclass(frozen=True)
class ShortLine:
    """A line that cannot be served, with what is left of it."""

    variant_id: int
    warehouse_id: int
    wanted: int
    available: int
    label: str


def reserve_stock(lines: Sequence[StockLine], *, reference: str) -> int:
    """Reserve all lines for `reference`, or none; returns the stock rows reserved.

    Runs in the caller's transaction and locks the stock rows in primary key order, so orders with
    the same products never deadlock. Doing it again with the same reference and lines changes
    nothing and returns 0. Raises OutOfStock (also for a retired or deleted variant), and
    StockReferenceSpent when the reference reserved other lines or was released before; an edited
    order therefore reserves under a new reference. On any refusal the caller must roll back.
    """
    require_transaction()
    wanted = _pieces_per_place(lines)
    if not wanted:
        return 0
    stocks = _locked_stocks(wanted)
    short = {
        place for place, pieces in wanted.items() if place not in stocks or stocks[place].available < pieces
    }
    if short:
        if _reserved_before(reference, wanted):
            return 0
        raise _out_of_stock(wanted, stocks, short)
    moved = _reserve({stocks[place].pk: pieces for place, pieces in wanted.items()}, reference)
    # Some lines moved and others not: the reference is being used for a different order.
    if moved != len(wanted) and (moved or not _reserved_before(reference, wanted)):
        raise StockReferenceSpent(reference)
    return moved


def _pieces_per_place(lines: Iterable[StockLine]) -> Counter[Place]:
    wanted: Counter[Place] = Counter()
    for line in lines:
        if line.quantity < 1:
            raise InvalidInput(_("Jumlah barang minimal 1."))
        wanted[line.variant_id, line.warehouse_id] += line.quantity
    if any(pieces > MAX_QUANTITY for pieces in wanted.values()):
        raise InvalidInput(_("Jumlah barang terlalu banyak."))
    return wanted


def _locked_stocks(wanted: Iterable[Place]) -> dict[Place, Stock]:
    """The stock rows of these places, locked in primary key order; nothing beside them."""
    places = Q()
    for variant_id, warehouse_id in wanted:
        places |= Q(variant_id=variant_id, warehouse_id=warehouse_id)
    rows = (
        Stock.objects.filter(
            places, variant__retired_at__isnull=True, variant__product__deleted_at__isnull=True
        )
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    return {(stock.variant_id, stock.warehouse_id): stock for stock in rows}


def _reserve(pieces_by_stock: dict[int, int], reference: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            _RESERVE,
            {
                "stock_ids": list(pieces_by_stock),
                "quantities": list(pieces_by_stock.values()),
                "kind": MovementKind.RESERVE.value,
                "reference": reference,
                "now": clock.now(),
            },
        )
        return int(cursor.rowcount)


def _reserved_before(reference: str, wanted: Counter[Place]) -> bool:
    """Whether this very reservation stands already, as after a repeated call."""
    held: dict[Place, int] = {}
    for row in StockMovement.objects.filter(reference=reference).select_related("stock"):
        if row.kind == MovementKind.RELEASE:
            return False
        if row.kind == MovementKind.RESERVE:
            held[row.stock.variant_id, row.stock.warehouse_id] = row.quantity
    return held == wanted


def _out_of_stock(wanted: Counter[Place], stocks: dict[Place, Stock], short: set[Place]) -> OutOfStock:
    """Name what is missing in words a seller knows."""
    names = {
        variant.pk: f"{variant.product.name} ({variant.name})" if variant.name else variant.product.name
        for variant in Variant.objects.filter(pk__in={place[0] for place in short}).select_related("product")
    }
    lines = [
        ShortLine(
            variant_id=place[0],
            warehouse_id=place[1],
            wanted=wanted[place],
            available=stocks[place].available if place in stocks else 0,
            label=names.get(place[0], ""),
        )
        for place in sorted(short)
    ]
    told = ", ".join(
        _("%(product)s (diminta %(wanted)d, tersisa %(available)d)")
        % {"product": line.label or "?", "wanted": line.wanted, "available": line.available}
        for line in lines
    )
    return OutOfStock(told=told, short=[asdict(line) for line in lines])
