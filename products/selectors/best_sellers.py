"""What sold best: pieces the couriers took away and that did not come home again."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Sum

from komship.lib.clock import JAKARTA
from komship.lib.money import divide_half_up
from products.models import MovementKind, Product, StockMovement
from products.models.stock import StockMovementQuerySet
from products.selectors._images import first_image, image_url
from products.selectors._options import AxisRow, axes_by_product
from products.selectors._variants import option_ids_of


@dataclass(frozen=True, slots=True)
class Period:
    """Days in Jakarta, both included."""

    first: date
    last: date

    def month_before(self) -> "Period":
        """The same days one month earlier; a month's end stays a month's end."""
        return Period(_month_earlier(self.first), _month_earlier(self.last, is_end=_is_month_end(self.last)))

    def moments(self) -> tuple[datetime, datetime]:
        """From when until before when."""
        after = self.last + timedelta(days=1)
        return datetime.combine(self.first, time(), JAKARTA), datetime.combine(after, time(), JAKARTA)


@dataclass(frozen=True, slots=True)
class BestSeller:
    """`sold_by_option` sums up every option of the tree, the inner ones included."""

    product_id: int
    name: str
    sku: str
    has_variants: bool
    image_url: str
    sold: int
    sold_before: int
    axes: list[AxisRow]
    sold_by_option: Mapping[int, int]

    @property
    def change_percent(self) -> int:
        """Against the month before; 100 when nothing was sold then."""
        if not self.sold_before:
            return 100 if self.sold else 0
        return divide_half_up(100 * (self.sold - self.sold_before), self.sold_before)


def best_sellers(partner_id: int, period: Period, *, limit: int) -> list[BestSeller]:
    """The partner's live products by pieces sold in the period, most first; at most five queries.

    A piece counts on the day its parcel was first scanned, unless it was put back on the shelf.
    """
    best = _most_sold(partner_id, period, limit)
    if not best:
        return []
    by_variant = _sold_by_variant(partner_id, period, best)
    plain = {
        row[0]: row
        for row in Product.objects.filter(pk__in=best)
        .annotate(image=first_image())
        .values_list("pk", "name", "sku", "has_variants", "image")
    }
    trees = axes_by_product(product_id for product_id in best if plain[product_id][3])
    options = option_ids_of(row.variant_id for row in by_variant if row.product_id in trees)
    rows = []
    for product_id, pieces in best.items():
        _pk, name, sku, has_variants, image = plain[product_id]
        axes = trees.get(product_id, [])
        sales = [row for row in by_variant if row.product_id == product_id]
        leaves = {options[row.variant_id]: row.pieces for row in sales if row.variant_id in options}
        rows.append(
            BestSeller(
                product_id=product_id,
                name=name,
                sku=sku,
                has_variants=has_variants,
                image_url=image_url(image),
                sold=pieces,
                sold_before=sum(row.before for row in sales),
                axes=axes,
                sold_by_option=_summed_up(axes, leaves),
            )
        )
    return rows


class _Sales(NamedTuple):
    """Pieces of a variant in the period and in the month before it."""

    product_id: int
    variant_id: int
    pieces: int
    before: int


def _taken(partner_id: int, within: Q) -> StockMovementQuerySet:
    """Movements out of the warehouse in these days that no return undid."""
    came_back = StockMovement.objects.filter(
        stock=OuterRef("stock"), reference=OuterRef("reference"), kind=MovementKind.PUT_BACK
    )
    return (
        StockMovement.objects.for_partner(partner_id)
        .filter(within, kind=MovementKind.CONSUME, stock__variant__product__deleted_at=None)
        .exclude(Exists(came_back))
        .order_by()
    )


def _most_sold(partner_id: int, period: Period, limit: int) -> dict[int, int]:
    """Pieces by product id, most first. Ranked in the database: most products are not among them."""
    rows = (
        _taken(partner_id, _within(period))
        .values_list("stock__variant__product_id")
        .annotate(pieces=Sum("quantity"))
        .order_by("-pieces", "stock__variant__product_id")
    )
    return dict(rows[:limit])


def _sold_by_variant(partner_id: int, period: Period, product_ids: Iterable[int]) -> list[_Sales]:
    now, before = _within(period), _within(period.month_before())
    rows = (
        _taken(partner_id, now | before)
        .filter(stock__variant__product_id__in=list(product_ids))
        .values_list("stock__variant__product_id", "stock__variant_id")
        .annotate(
            pieces=Sum("quantity", filter=now, default=0), before=Sum("quantity", filter=before, default=0)
        )
    )
    return [_Sales(*row) for row in rows]


def _within(period: Period) -> Q:
    since, until = period.moments()
    return Q(created_at__gte=since, created_at__lt=until)


def _summed_up(axes: list[AxisRow], leaves: Mapping[int, int]) -> dict[int, int]:
    """Pieces per option: a leaf's own, above it those of everything below."""
    totals: defaultdict[int, int] = defaultdict(int, leaves)
    for axis in reversed(axes):
        for option in axis.options:
            if option.parent_id is not None:
                totals[option.parent_id] += totals[option.option_id]
    return totals


def _is_month_end(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _month_earlier(day: date, *, is_end: bool = False) -> date:
    end_before = day.replace(day=1) - timedelta(days=1)
    return end_before if is_end else end_before.replace(day=min(day.day, end_before.day))
