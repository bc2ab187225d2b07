"""Fingerprints of tables, to prove that a refused call changed nothing.

A row version has its own place (ctid) and writer (xmin), and a rolled back savepoint brings the old version
back with both. So it is enough to add those up: far quicker than reading and sorting all contents, and
stricter, because writing the value that stood there already counts as a change.
"""

from collections.abc import Collection, Iterable, Mapping
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
    "SELECT '{table}', count(*) || ':' ||"
    " coalesce(sum(hashtid(ctid) + xmin::text::bigint * 4294967296::numeric), 0)"
    ' FROM "{table}"'
)

_HIGHEST = "SELECT '{table}', coalesce(max({key}), 0) FROM \"{table}\""

Fingerprints = dict[str, str]


def owned_models() -> list[type[models.Model]]:
    """Models of the project's own apps, traces left out."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in PROJECT
        and model._meta.managed
        and not model._meta.proxy
        and model._meta.db_table not in TRACES
    ]


def fingerprints(*, ignore: Collection[str] = ()) -> Fingerprints:
    """One hash per table, over all its rows; a single query."""
    tables = sorted(model._meta.db_table for model in owned_models())
    found: Fingerprints = dict(_all_of(_HASH.format(table=table) for table in tables))
    return {table: mark for table, mark in found.items() if table not in ignore}


def _all_of(parts: Iterable[str]) -> list[tuple[str, Any]]:
    """The parts' rows. Planned once per connection: planning ninety parts costs more than running them."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(" UNION ALL ".join(parts).encode(), prepare=True).fetchall()


def high_marks() -> dict[str, int]:
    """The highest id of each table: rows above it are new."""
    keys = sorted((model._meta.db_table, model._meta.pk.column) for model in owned_models())
    return dict(_all_of(_HIGHEST.format(table=table, key=key) for table, key in keys))


def fingerprints_of_others(seller: Seller, *, upto: Mapping[str, int] | None = None) -> Fingerprints:
    """Like `fingerprints`, without this seller's own rows and without rows that are new since."""
    parts = []
    for model in owned_models():
        own = [
            f"{column} IS DISTINCT FROM {value}" for column, value in _owner_columns(model, seller).items()
        ]
        table = model._meta.db_table
        mark = f"{model._meta.pk.column} <= {upto[table]}" if upto is not None else "TRUE"
        parts.append(f"{_HASH.format(table=table)} WHERE {' AND '.join([mark, *own])}")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def new_rows_of(partner_id: int, *, since: Mapping[str, int]) -> list[str]:
    """Tables in which this partner has rows above the marks."""
    return [
        model._meta.db_table
        for model in owned_models()
        if "partner_id" in _columns(model)
        and model._base_manager.filter(partner_id=partner_id, pk__gt=since[model._meta.db_table]).exists()
    ]


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
