"""The variant part of the product form: typed axes, the table of their combinations, and back.

Pure. A seller types up to three kinds of choice, one option per line; the table then has one row
per combination. A combination without a price is not sold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product as combinations

from komship.lib.text import fold_spaces
from products.rules import MAX_LEVELS, MAX_OPTIONS, Path, PricedPath, same_name
from products.selectors import ProductDetail

PREFIX = "kombinasi"


@dataclass(frozen=True)
class TypedAxis:
    name: str
    options: tuple[str, ...]


def axis_field(level: int) -> str:
    return f"axis_{level}"


def options_field(level: int) -> str:
    return f"options_{level}"


def typed_axes(values: Mapping[str, str]) -> list[TypedAxis]:
    """Axes of which name and options are filled in; gaps between them do not matter."""
    axes = []
    for level in range(1, MAX_LEVELS + 1):
        name = fold_spaces(values.get(axis_field(level), ""))
        options = option_lines(values.get(options_field(level), ""))
        if name and options:
            axes.append(TypedAxis(name, options))
    return axes


def option_lines(text: str) -> tuple[str, ...]:
    """One option per line; blank lines and repetitions are dropped."""
    names: dict[str, str] = {}
    for line in text.splitlines():
        name = fold_spaces(line)
        if name:
            names.setdefault(same_name(name), name)
    return tuple(names.values())


def paths_of(axes: Sequence[TypedAxis]) -> list[Path]:
    """Every combination in order; none when an axis has more options than are allowed."""
    if not axes or any(len(axis.options) > MAX_OPTIONS for axis in axes):
        return []
    return list(combinations(*(axis.options for axis in axes)))


def path_key(path: Iterable[str]) -> Path:
    """Equal for the same combination in other letters."""
    return tuple(same_name(name) for name in path)


def stored_axes(detail: ProductDetail) -> list[TypedAxis]:
    """A stored product's axes; below the first level, the options of all parents together."""
    return [
        TypedAxis(axis.name, option_lines("\n".join(option.name for option in axis.options)))
        for axis in detail.axes
    ]


def stored_prices(detail: ProductDetail) -> dict[Path, PricedPath]:
    """What each stored combination costs and has, by `path_key`."""
    paths: dict[int | None, Path] = {None: ()}
    for axis in detail.axes:
        for option in axis.options:
            paths[option.option_id] = (*paths[option.parent_id], option.name)
    leaves = (row for row in detail.variants if row.option_id)
    return {
        path_key(paths[row.option_id]): PricedPath(paths[row.option_id], row.price_rp, row.stock)
        for row in leaves
    }
