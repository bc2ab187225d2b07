"""Rows that many tests begin with are written once, and stay for the tests that follow.

A function marked `@arranged` is a fixture that writes rows and returns what it wrote. Before a test in a
transaction begins, what it asks for is written below that transaction, one savepoint for each fixture. What
the next test asks for as well stays, the rest is rolled back: each test finds the rows it would have made
itself, and no others. The objects it is given are copies.

Where rows cannot wait below (the test commits, it comes before the database is there, another fixture of the
name stands in), the fixture writes them within the test, as any other does.
"""

import copy
import functools
import inspect
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

Write = TypeVar("Write", bound=Callable[..., Any])

# A statement's time is its own, but nobody should meet rows of long ago.
LONGEST_S = 60.0


@dataclass(frozen=True)
class _Arrangement:
    name: str
    write: Callable[..., Any]
    asks: tuple[str, ...]
    # Lower ones are written first and taken away last.
    place: tuple[bool, int]

    @property
    def needs(self) -> frozenset[str]:
        """The other arranged fixtures it begins with."""
        return frozenset(self.asks) - {"db"}


@dataclass(frozen=True)
class _Standing:
    arrangement: _Arrangement
    block: transaction.Atomic


_known: dict[Callable[..., Any], _Arrangement] = {}


def arranged(write: Write) -> Write:
    """Make a fixture whose rows may stay. It may ask for `db` and for arranged fixtures, nothing else."""
    return _fixture(write, on_top=False)


def arranged_on_top(write: Write) -> Write:
    """The same for what only some tests ask for: it can be taken away without the rest."""
    return _fixture(write, on_top=True)


def _fixture(write: Write, *, on_top: bool) -> Write:
    name = write.__name__
    asks = tuple(inspect.signature(write).parameters)
    arrangement = _Arrangement(name, write, asks, (on_top, len(_known)))
    if not arrangement.needs <= {known.name for known in _known.values()}:
        raise TypeError(f"{name} asks for fixtures that are not arranged")
    _known[write] = arrangement

    @functools.wraps(write)
    def give(**asked: Any) -> Any:
        return stage.copies[name] if name in stage.copies else write(**asked)

    return pytest.fixture(give)  # type: ignore[return-value]


class Stage:
    """What stands below the test that runs. `copies` are its own, by the names of fixtures."""

    def __init__(self) -> None:
        self.copies: dict[str, Any] = {}
        self._blocker: DjangoDbBlocker | None = None
        self._ground: transaction.Atomic | None = None
        self._since = 0.0
        self._standing: list[_Standing] = []
        self._values: dict[str, Any] = {}

    def open(self, blocker: DjangoDbBlocker) -> None:
        """The database is there."""
        self._blocker = blocker

    def close(self) -> None:
        """The database is about to go."""
        if self._blocker is not None:
            with self._blocker.unblock():
                self._clear()
        self._blocker = None

    def make_ready(self, item: pytest.Item) -> bool:
        """Bring the rows to what this test asks for. True when some were written."""
        self.copies = {}
        if self._blocker is None or not _uses_database(item):
            return False
        wanted, has_written = _wanted(item), False
        with self._blocker.unblock():
            if not wanted or self._is_broken() or time.monotonic() - self._since > LONGEST_S:
                self._clear()
            if wanted and self._lay_ground():
                has_written = self._arrange(wanted)
        # One memo for all: who is one object for two fixtures is one for the test.
        self.copies = copy.deepcopy(self._values)
        return has_written

    def _arrange(self, wanted: list[_Arrangement]) -> bool:
        same = 0
        for standing, want in zip(self._standing, wanted, strict=False):
            if standing.arrangement is not want:
                break
            same += 1
        while len(self._standing) > same:
            self._take_down()
        for want in wanted[same:]:
            self._standing.append(_Standing(want, _begin()))
            needed = {name: self._values.get(name) for name in want.asks}
            self._values[want.name] = want.write(**needed)
            # Each test would fire these triggers again.
            connection.check_constraints()
        return len(wanted) > same

    def _lay_ground(self) -> bool:
        """Whether rows can be written below the next test."""
        if self._ground is None and not connection.in_atomic_block:
            self._ground, self._since = _begin(), time.monotonic()
        return self._ground is not None

    def _is_broken(self) -> bool:
        """Whether a test has left something else than what stands."""
        blocks = [self._ground] if self._ground else []
        blocks += [standing.block for standing in self._standing]
        return self._ground is not None and (
            connection.atomic_blocks != blocks or connection.connection is None or connection.needs_rollback
        )

    def _take_down(self) -> None:
        standing = self._standing.pop()
        self._values.pop(standing.arrangement.name, None)
        _roll_back(standing.block)

    def _clear(self) -> None:
        if self._ground is None:
            return
        while self._standing:
            self._take_down()
        _roll_back(self._ground)
        self._ground = None


stage = Stage()


def together(items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests of each file, those that begin with the same rows one after the other."""
    files = itertools.groupby(items, key=lambda item: item.path)
    return [item for _, of_file in files for item in sorted(of_file, key=_places)]


def _places(item: pytest.Item) -> list[tuple[bool, int]]:
    return [arrangement.place for arrangement in _wanted(item)]


def _wanted(item: pytest.Item) -> list[_Arrangement]:
    """In their order, without those that begin with a fixture another one stands in for."""
    if not isinstance(item, pytest.Function) or _commits(item):
        return []
    asked = [item._fixtureinfo.name2fixturedefs.get(name) for name in item.fixturenames]
    ours = [_known.get(inspect.unwrap(definitions[-1].func)) for definitions in asked if definitions]
    found: dict[str, _Arrangement] = {}
    for arrangement in sorted(filter(None, ours), key=lambda one: one.place):
        if arrangement.needs <= found.keys():
            found[arrangement.name] = arrangement
    return list(found.values())


def _uses_database(item: pytest.Item) -> bool:
    """Others find no rows and leave none: what stands may stay below them."""
    names = {"db", "transactional_db", "django_db_setup", "live_server"}
    is_marked = item.get_closest_marker("django_db") is not None
    return is_marked or bool(names.intersection(getattr(item, "fixturenames", ())))


def _commits(item: pytest.Function) -> bool:
    marker = item.get_closest_marker("django_db")
    names = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
    return bool(names.intersection(item.fixturenames)) or bool(marker and (marker.args or marker.kwargs))


def _begin() -> transaction.Atomic:
    block = transaction.atomic()
    # Blocks that must be outermost may stand in it, as in a test's own.
    block._from_testcase = True  # type: ignore[attr-defined]
    block.__enter__()
    return block


def _roll_back(block: transaction.Atomic) -> None:
    if block in connection.atomic_blocks:
        transaction.set_rollback(True)
        block.__exit__(None, None, None)
