"""Queries of hot paths whose SQL is made once (ADR 0038)."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, ForeignObject, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row")


class _Value(Expression):
    """The place of a value in SQL that is made before the value is known."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


@ForeignObject.register_lookup
@Field.register_lookup
class _AnyOf(Lookup[Any]):
    """`column__any=[...]`: an array is one value, so the SQL is the same for any number of them.

    It is also made before anything is looked up: an IN is joined in whatever order the planner guesses, and
    where it guesses badly it reads a whole table to keep fifty rows.
    """

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, column_values = self.process_lhs(compiler, connection)
        array, array_values = self.process_rhs(compiler, connection)
        return f"{column} = ANY({array})", [*column_values, *array_values]


class CompiledQuery(Generic[Row]):
    """A queryset as a function of the values in it, turned into SQL once per connection.

        by_digest = CompiledQuery(lambda digest: AccessToken.objects.filter(digest=digest))
        by_digest.first(digest)

    The function is called with placeholders, so it must not look at its arguments: no `if`, no `in` (use
    `column__any` with a list), no `clock.now()` inside (pass the moment). Values are sent as they are: they
    have the column's own Python type. For a list a queryset of one column may stand, whose SQL is made each
    time. Prefetches are not known. Answers what the queryset would answer.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"]) -> None:
        self._build = build

    def all(self, *values: Any) -> list[Row]:
        """All rows, read at once."""
        connection = cast("Any", connections[DEFAULT_DB_ALIAS])
        ready = connection.compiled.get(self)
        if ready is None:
            ready = connection.compiled[self] = _Ready(self._build, len(values))
        return cast("list[Row]", ready.rows(values))

    def first(self, *values: Any) -> Row | None:
        """The first row, for queries that find at most one or are limited to it."""
        return next(iter(self.all(*values)), None)


class _Ready:
    """SQL and its places for values, with what makes objects of its rows. One connection's own."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], count: int) -> None:
        # Django's stubs do not know these parts of a queryset.
        queryset: Any = build(*map(_Value, range(count)))
        if queryset._prefetch_related_lookups:
            raise TypeError("a compiled query cannot prefetch")
        self._compiler: SQLCompiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, places = self._compiler.as_sql()
        self._parts = sql.split("%s")
        self._places = list(places)
        if len(self._parts) != len(self._places) + 1:
            raise TypeError("a compiled query cannot write %s as a text")
        if any(isinstance(place, dt.date) for place in self._places):
            raise TypeError("a moment would stand still in a compiled query: pass it as a value")
        self._locks: bool = queryset.query.select_for_update
        self._question: tuple[str, list[Any]] = (sql, [])
        self._queryset = queryset
        compiler: Any = self._compiler
        compiler.as_sql = lambda *_, **__: self._question
        queryset.query.get_compiler = lambda *_, **__: compiler

    def rows(self, values: tuple[Any, ...]) -> list[Any]:
        if self._locks and self._compiler.connection.get_autocommit():
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        texts, sent = [self._parts[0]], list[Any]()
        for place, part in zip(self._places, self._parts[1:], strict=True):
            value = values[place.number] if isinstance(place, _Value) else place
            text, inner = _array_of(value) if isinstance(value, QuerySet) else ("%s", [value])
            texts += (text, part)
            sent += inner
        self._question = ("".join(texts), sent)
        return list(self._queryset._iterable_class(self._queryset))


def _array_of(values: QuerySet[Any, Any]) -> tuple[str, list[Any]]:
    try:
        text, sent = values.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return "%s", [[]]
    return f"ARRAY({text})", list(sent)
