"""Fingerprints of tables, to prove that a refused call changed nothing.

A row version has its own place (ctid) and writer (xmin), and a rolled back savepoint brings the old version
back with both. So it is enough to add those up: far quicker than reading and sorting all contents, and
stricter, because writing the value that stood there already counts as a change.

The server counts what a transaction wrote to each table. What was found out about a table stays true while
its count stays, so only the few tables a call wrote to are read again. Counts never go back: what is found
out inside a block that is undone has to be forgotten with it (`go_back`).
"""

import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection, models

from accounts.models import User
from tests.contract.world import Seller

PROJECT = {
    "accounts",
    "finance",
    "shipping",
    "products",
    "orders",
    "tickets",
    "notifications",
    "core",
    "dashboard",
}
# Logs of what was tried and housekeeping of tokens: a refusal may leave its trace there.
TRACES = {
    "accounts_accesstoken",
    "core_auditentry",
    "core_idempotentcall",
    "finance_bankinquiry",
    "shipping_carriercall",
    "shipping_quote",
}

# Table names come from the models, not from anybody outside.
_HASH = (
    "SELECT count(*) || ':' || coalesce(sum(hashtid(ctid) + xmin::text::bigint * 4294967296::numeric), 0)"
    ' FROM "{table}"'
)
_HIGHEST = 'SELECT coalesce(max({key}), 0) FROM "{table}"'
_WRITTEN = (
    "SELECT array_agg(pg_stat_get_xact_tuples_inserted(id) + pg_stat_get_xact_tuples_updated(id)"
    " + pg_stat_get_xact_tuples_deleted(id) ORDER BY place)"
    " FROM unnest('{{{ids}}}'::oid[]) WITH ORDINALITY AS ids (id, place)"
)

Fingerprints = dict[str, str]


@functools.cache
def owned_models() -> tuple[type[models.Model], ...]:
    """Models of the project's own apps, traces left out."""
    return tuple(
        model
        for model in apps.get_models()
        if model._meta.app_label in PROJECT
        and model._meta.managed
        and not model._meta.proxy
        and model._meta.db_table not in TRACES
    )


Question = tuple[str, str]


@dataclass(frozen=True)
class Moment:
    """How many rows had been written to each table, and how many answers been found."""

    counts: dict[str, int]
    found: int


class Known:
    """What was found out about tables, by what was asked, with the count of writes it was found at."""

    def __init__(self) -> None:
        self._answers: dict[Question, tuple[int, Any]] = {}
        self._found: list[tuple[Question, tuple[int, Any] | None]] = []

    def ask(self, questions: Mapping[str, str]) -> dict[str, Any]:
        """The answer to a statement for each table; only of tables written to since are they asked again."""
        counts = writes()
        stale = [one for one in questions.items() if self._answers.get(one, (None,))[0] != counts[one[0]]]
        for one, answer in zip(stale, _answers_to([sql for _, sql in stale]), strict=True):
            self._found.append((one, self._answers.get(one)))
            self._answers[one] = (counts[one[0]], answer)
        return {one[0]: self._answers[one][1] for one in questions.items()}

    def moment(self) -> Moment:
        """Now, for `go_back`."""
        return Moment(writes(), len(self._found))

    def go_back(self, moment: Moment) -> None:
        """All rows are as they were then; so is what was found out about tables nobody had written to."""
        counts = writes()
        kept = []
        for one, before in reversed(self._found[moment.found :]):
            if self._answers[one][0] == moment.counts[one[0]]:
                kept.append((one, before))
            elif before is None:
                del self._answers[one]
            else:
                self._answers[one] = before
        self._found[moment.found :] = reversed(kept)
        if counts is moment.counts:
            return
        for one, (count, answer) in self._answers.items():
            if count == moment.counts[one[0]]:
                self._answers[one] = (counts[one[0]], answer)


KNOWN = Known()


def writes() -> dict[str, int]:
    """How many rows this transaction has written to each table so far, undone ones included.

    As long as none is written, it is the very same mapping.
    """
    with _plain_cursor() as cursor:
        (found,) = cursor.execute(_written_sql(cursor.connection), prepare=True).fetchone() or ([],)
    if found != _last.found:
        _last.found, _last.counts = found, dict(zip(_hashes(), found, strict=True))
    return _last.counts


@dataclass
class _Last:
    """What the server said when it was asked last."""

    found: Sequence[int] = ()
    counts: dict[str, int] = field(default_factory=dict)


_last = _Last()


def _written_sql(server: "psycopg.Connection[Any]") -> bytes:
    """The question with the server's numbers of the tables, made once for each connection."""
    pid = server.info.backend_pid
    if pid not in _WRITTEN_SQL:
        names = "SELECT name::regclass::oid::text FROM unnest(%s::text[]) WITH ORDINALITY AS t (name, place)"
        ids = server.execute(f"{names} ORDER BY place", [[*_hashes()]]).fetchall()
        _WRITTEN_SQL[pid] = _WRITTEN.format(ids=",".join(number for (number,) in ids)).encode()
    return _WRITTEN_SQL[pid]


_WRITTEN_SQL: dict[int, bytes] = {}


def _answers_to(statements: Sequence[str], values: Sequence[Sequence[int]] | None = None) -> list[Any]:
    """The single value each of them finds, all asked in one go and planned once per connection."""
    if not statements:
        return []
    with _plain_cursor() as cursor, cursor.connection.pipeline():
        cursors = [
            cursor.connection.execute(sql.encode(), given, prepare=True)
            for sql, given in zip(statements, values or [()] * len(statements), strict=True)
        ]
        return [value for one in cursors for (value,) in one]


def _plain_cursor() -> "psycopg.Cursor[Any]":
    """Of the connection the tests share; Django neither counts nor changes what it is asked."""
    connection.ensure_connection()
    connection.connection.prepared_max = 1_000
    return psycopg.Cursor(connection.connection)


@functools.cache
def _hashes() -> dict[str, str]:
    return {table: _HASH.format(table=table) for table in sorted(m._meta.db_table for m in owned_models())}


def fingerprints(*, ignore: Collection[str] = ()) -> Fingerprints:
    """One hash per table, over all its rows."""
    return {table: mark for table, mark in KNOWN.ask(_hashes()).items() if table not in ignore}


@functools.cache
def _highest() -> dict[str, str]:
    """What the highest id of each table is: rows above it are new."""
    return {
        model._meta.db_table: _HIGHEST.format(table=model._meta.db_table, key=model._meta.pk.column)
        for model in owned_models()
    }


@dataclass(frozen=True)
class Others:
    """Everything that is not this seller's own, at one moment: see `others_than`."""

    seller: Seller
    hashes: Fingerprints
    marks: dict[str, int]
    counts: dict[str, int]

    def changed(self) -> list[str]:
        """Tables in which a row of others has changed since; rows that are new do not count."""
        written = self._written()
        after = _answers_to(
            [f"{_hash_of_others(model, self.seller)} AND {model._meta.pk.column} <= %s" for model in written],
            [[self.marks[model._meta.db_table]] for model in written],
        )
        tables = [model._meta.db_table for model in written]
        return sorted(table for table, mark in zip(tables, after, strict=True) if self.hashes[table] != mark)

    def new_rows_of(self, partner_id: int) -> list[str]:
        """Tables in which this partner has rows that are new since."""
        return sorted(
            model._meta.db_table
            for model in self._written()
            if "partner_id" in _columns(model)
            and model._base_manager.filter(
                partner_id=partner_id, pk__gt=self.marks[model._meta.db_table]
            ).exists()
        )

    def _written(self) -> list[type[models.Model]]:
        counts = writes()
        return [m for m in owned_models() if counts[m._meta.db_table] != self.counts[m._meta.db_table]]


def others_than(seller: Seller) -> Others:
    hashes = KNOWN.ask({model._meta.db_table: _hash_of_others(model, seller) for model in owned_models()})
    return Others(seller, hashes, KNOWN.ask(_highest()), writes())


def _hash_of_others(model: type[models.Model], seller: Seller) -> str:
    own = [f"{column} IS DISTINCT FROM {value}" for column, value in _owner_columns(model, seller).items()]
    return f"{_HASH.format(table=model._meta.db_table)} WHERE {' AND '.join(['TRUE', *own])}"


def _owner_columns(model: type[models.Model], seller: Seller) -> dict[str, int]:
    """The columns by which a row of this table is the seller's own, with her values."""
    own = {"partner_id": seller.partner_id, "user_id": seller.user.pk, "owner_id": seller.user.pk}
    columns = {name: value for name, value in own.items() if name in _columns(model)}
    if model is User:
        columns["id"] = seller.user.pk
    return columns


def _columns(model: type[models.Model]) -> set[str | None]:
    return {field.column for field in model._meta.concrete_fields}


def changed(before: Fingerprints, after: Fingerprints) -> list[str]:
    return sorted(table for table, mark in after.items() if before.get(table) != mark)
