"""Foreign keys and migrations point down the graph of apps, never up or sideways."""

from collections.abc import Iterable, Iterator

from tests.architecture.project import LEVELS, Finding

Edge = tuple[str, str, str]  # from app, to app, where it is written


def upward(edges: Iterable[Edge]) -> Iterator[Finding]:
    for source, target, place in edges:
        if source == target or source not in LEVELS or target not in LEVELS:
            continue
        if LEVELS[target] >= LEVELS[source]:
            yield Finding(place, f"{source} must not point at {target}")
