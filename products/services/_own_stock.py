"""Turn the one number a seller gives for a variant into pieces in her own warehouses."""

import uuid
from collections.abc import Mapping, Sequence

from accounts.selectors.warehouses import warehouse_list
from products.errors import NoWarehouse
from products.models import MovementKind, Stock, StockMovement, Variant


def set_own_stock(
    partner_id: int, wanted: Sequence[tuple[Variant, int | None]]
) -> dict[str, tuple[int, int]]:
    """Make the pieces that can be ordered of each variant sum up to its number.

    More pieces go to the default warehouse; fewer are taken from it first, then from the others.
    Reserved pieces are never touched. None leaves a variant alone. Locks the stock rows in primary
    key order; returns the changed variant ids with (before, after). Raises NoWarehouse.
    """
    targets = {variant.pk: pieces for variant, pieces in wanted if pieces is not None}
    if not targets:
        return {}
    warehouses = list(warehouse_list(partner_id, own_only=True))
    if not warehouses:
        if any(targets.values()):
            raise NoWarehouse
        return {}
    stocks = _locked_stocks(targets, [warehouse.pk for warehouse in warehouses])
    changes: dict[str, tuple[int, int]] = {}
    moved: dict[int, int] = {}
    for variant_id, pieces in targets.items():
        rows = stocks[variant_id]
        before = sum(row.available for row in rows)
        if before != pieces:
            moved |= _spread(rows, pieces - before)
            changes[str(variant_id)] = (before, pieces)
    _store(stocks, moved)
    return changes


def _locked_stocks(variant_ids: Mapping[int, int], warehouse_ids: Sequence[int]) -> dict[int, list[Stock]]:
    """Rows per variant, the default warehouse's first; that one is made where missing."""
    default_id = warehouse_ids[0]
    Stock.objects.bulk_create(
        # In order, so that two callers who both make the same rows wait for each other only one way.
        [Stock(variant_id=pk, warehouse_id=default_id) for pk in sorted(variant_ids)],
        ignore_conflicts=True,
    )
    rows = (
        Stock.objects.filter(variant_id__in=variant_ids, warehouse_id__in=warehouse_ids)
        .select_for_update(no_key=True)
        .order_by("pk")
    )
    found: dict[int, list[Stock]] = {pk: [] for pk in variant_ids}
    for row in rows:
        found[row.variant_id].append(row)
    rank = {pk: place for place, pk in enumerate(warehouse_ids)}
    for stocks in found.values():
        stocks.sort(key=lambda stock: rank[stock.warehouse_id])
    return found


def _spread(rows: Sequence[Stock], difference: int) -> dict[int, int]:
    """Pieces to add or take per stock row; never more than can be taken."""
    if difference > 0:
        return {rows[0].pk: difference}
    moved: dict[int, int] = {}
    for row in rows:
        taken = min(row.available, -difference)
        if taken:
            moved[row.pk] = -taken
            difference += taken
    return moved


def _store(stocks: Mapping[int, Sequence[Stock]], moved: Mapping[int, int]) -> None:
    changed = [row for rows in stocks.values() for row in rows if row.pk in moved]
    if not changed:
        return
    for row in changed:
        row.on_hand += moved[row.pk]
    Stock.objects.bulk_update(changed, ["on_hand"])
    reference = f"edit:{uuid.uuid4().hex}"
    StockMovement.objects.bulk_create(
        StockMovement(
            stock_id=row.pk,
            kind=MovementKind.ADJUST,
            quantity=moved[row.pk],
            reference=reference,
        )
        for row in changed
    )
