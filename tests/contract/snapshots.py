"""Fingerprints of tables, to prove that a refused call changed nothing."""

from collections.abc import Collection

from django.apps import apps
from django.db import connection, models

PROJECT = {"accounts", "finance", "shipping", "products", "orders", "tickets", "notifications", "core"}
# Logs of what was tried and housekeeping of tokens: a refusal may leave its trace there.
TRACES = {
    "accounts_accesstoken",
    "core_auditentry",
    "core_idempotentcall",
    "shipping_carriercall",
}

# Table names come from the models, not from anybody outside.
_HASH = (
    "SELECT '{table}', count(*) || ':' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
    ' FROM "{table}" t'
)

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
    tables = sorted({model._meta.db_table for model in owned_models()} - set(ignore))
    parts = [_HASH.format(table=table) for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def changed(before: Fingerprints, after: Fingerprints) -> list[str]:
    return sorted(table for table, mark in after.items() if before.get(table) != mark)
