"""The live option tree of products, level by level."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from products.models import VariantOption


@dataclass(frozen=True, slots=True)
class OptionRow:
    option_id: int
    axis_id: int
    name: str
    parent_id: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class AxisRow:
    """One level; its options are grouped by parent, in the order of the parents."""

    axis_id: int
    product_id: int
    name: str
    options: list[OptionRow] = field(default_factory=list)


def axes_by_product(product_ids: Iterable[int]) -> dict[int, list[AxisRow]]:
    """Axes with their options by product; one query."""
    rows = (
        VariantOption.objects.live()
        .filter(axis__product_id__in=list(product_ids), axis__retired_at=None)
        .order_by("axis__product_id", "axis__position", "position", "pk")
        .values_list(
            "axis__product_id",
            "axis__name",
            "pk",
            "axis_id",
            "name",
            "parent_id",
            "created_at",
            "updated_at",
        )
    )
    found: defaultdict[int, list[AxisRow]] = defaultdict(list)
    for product_id, axis_name, pk, axis_id, name, parent_id, created_at, updated_at in rows:
        axes = found[product_id]
        if not axes or axes[-1].axis_id != axis_id:
            axes.append(AxisRow(axis_id, product_id, axis_name))
        axes[-1].options.append(OptionRow(pk, axis_id, name, parent_id, created_at, updated_at))
    for axes in found.values():
        _group_by_parent(axes)
    return found


def _group_by_parent(axes: list[AxisRow]) -> None:
    for above, axis in pairwise(axes):
        rank = {option.option_id: place for place, option in enumerate(above.options)}
        axis.options.sort(key=lambda option: rank.get(option.parent_id or 0, len(rank)))
