"""Periodic work that finds what is due in the database. Beat runs it, and so does `drain`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sweep:
    """`run` handles what is due and returns how many rows that were.

    With `in_drain` off only beat runs it: work about the whole house, that a drain need not wait for.
    """

    name: str
    every_s: int
    run: Callable[[], int]
    queue: str
    in_drain: bool = True


_sweeps: dict[str, Sweep] = {}


def sweep(
    *, name: str, every_s: int, queue: str = "default", in_drain: bool = True
) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Register a sweep; it must be safe to run twice at once and at any time."""

    def register(run: Callable[[], int]) -> Callable[[], int]:
        if name in _sweeps:
            raise ValueError(f"two sweeps are called {name}")
        _sweeps[name] = Sweep(name, every_s, run, queue, in_drain)
        return run

    return register


def all_sweeps() -> list[Sweep]:
    """Every registered sweep, by name."""
    return [_sweeps[name] for name in sorted(_sweeps)]


def run_sweep(name: str) -> int:
    """Run one sweep now; returns how many rows it handled."""
    return _sweeps[name].run()
