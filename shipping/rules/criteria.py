"""Between which islands a service works, and at which share of the courier's price. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from komship.lib.money import BASIS_POINTS

# Numbers are kept in rows and known to clients: add at the end, never renumber.
ISLANDS: Final[dict[int, str]] = {
    1: "Jawa",
    2: "Bali",
    3: "Sumatera",
    4: "Kalimantan",
    5: "Sulawesi",
    6: "Nusa Tenggara",
    7: "Maluku",
    8: "Papua",
}
_NUMBERS: Final = {name: number for number, name in ISLANDS.items()}


@dataclass(frozen=True, slots=True)
class Criterion:
    """Pairs of islands it holds for, or (`excludes`) does not; an empty side means all islands.

    `delivery_bp` and `return_bp` are shares of the courier's price, in basis points.
    """

    excludes: bool = False
    origins: tuple[int, ...] = ()
    destinations: tuple[int, ...] = ()
    delivery_bp: int = 10_000
    return_bp: int = 0

    def holds(self, origin: int | None, destination: int | None) -> bool:
        """A place whose island nobody knows is taken to be on the list: prices are asked anyway."""
        listed = _is_among(origin, self.origins) and _is_among(destination, self.destinations)
        return listed != self.excludes or None in (origin, destination)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def criteria_of(rows: Sequence[Mapping[str, Any]]) -> list[Criterion]:
    """Criteria as a fee window keeps them."""
    return [
        Criterion(**{**row, "origins": tuple(row["origins"]), "destinations": tuple(row["destinations"])})
        for row in rows
    ]


def island_number(name: str) -> int | None:
    """The number of a place's island; None for places of unknown ones."""
    return _NUMBERS.get(name)


def matching(criteria: Sequence[Criterion], origin: int | None, destination: int | None) -> Criterion | None:
    """The first criterion that holds between two islands."""
    return next((one for one in criteria if one.holds(origin, destination)), None)


def delivery_share_bp(
    rows: Sequence[Mapping[str, Any]], origin: int | None, destination: int | None
) -> int | None:
    """The share of the courier's price by a window's criteria; None where the service is not open."""
    if not rows:
        return BASIS_POINTS
    criterion = matching(criteria_of(rows), origin, destination)
    return None if criterion is None else criterion.delivery_bp


def _is_among(island: int | None, listed: tuple[int, ...]) -> bool:
    return not listed or island in listed
