"""What of an order's pieces is out, as the journal tells: cancellations and returns may have moved them.

Pieces move under the order's reference at first. What moves them again writes under `<reference>/x<n>`, and
an unpacked return under `<reference>/<receipt>`: the journal takes every kind once per reference.
"""

from collections.abc import Mapping

from django.db.models import F, Q, Sum

from products.models import MovementKind, Stock, StockMovement

_SIGNS = {MovementKind.PUT_BACK: 1, MovementKind.TAKE_OUT: -1}


def locked_stocks(reference: str) -> list[Stock]:
    """The stock rows the reference has ever moved, locked in primary key order."""
    moved = StockMovement.objects.filter(reference=reference).values("stock_id")
    rows = Stock.objects.filter(pk__in=moved).select_for_update(of=("self",), no_key=True)
    return list(rows.order_by("pk"))


def pieces_out(reference: str) -> Mapping[int, int]:
    """By stock row: what was consumed or taken out and has not come back, whoever put it back."""
    ours = Q(reference=reference) | Q(reference__startswith=f"{reference}/")
    consumed = _sums(ours, MovementKind.CONSUME)
    back, again = _sums(ours, MovementKind.PUT_BACK), _sums(ours, MovementKind.TAKE_OUT)
    stocks = consumed.keys() | again.keys()
    return {pk: consumed.get(pk, 0) + again.get(pk, 0) - back.get(pk, 0) for pk in stocks}


def pieces_called_off(reference: str) -> Mapping[int, int]:
    """By stock row: what cancellations have given back and nothing has taken out since; unpacked returns
    are another matter."""
    ours = Q(reference=reference) | Q(reference__startswith=f"{reference}/x")
    released, back = _sums(ours, MovementKind.RELEASE), _sums(ours, MovementKind.PUT_BACK)
    again = _sums(ours, MovementKind.TAKE_OUT)
    stocks = released.keys() | back.keys()
    return {pk: released.get(pk, 0) + back.get(pk, 0) - again.get(pk, 0) for pk in stocks}


def next_journal(reference: str, kind: MovementKind) -> str:
    """A reference under which this kind has not been written yet."""
    before = StockMovement.objects.filter(kind=kind, reference__startswith=f"{reference}/x")
    if not StockMovement.objects.filter(kind=kind, reference=reference).exists():
        return reference
    return f"{reference}/x{before.values('reference').distinct().count() + 1}"


def move_on_shelf(stock: Stock, kind: MovementKind, quantity: int, journal: str) -> None:
    """One line of the journal and what it does to the counters; the row is locked."""
    StockMovement.objects.create(stock=stock, kind=kind, quantity=quantity, reference=journal)
    change = _SIGNS[kind] * quantity
    Stock.objects.filter(pk=stock.pk).update(on_hand=F("on_hand") + change, sold=F("sold") - change)


def _sums(ours: Q, kind: MovementKind) -> dict[int, int]:
    rows = StockMovement.objects.filter(ours, kind=kind)
    return dict(rows.order_by().values_list("stock_id").annotate(Sum("quantity")))
