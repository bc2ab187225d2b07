"""One migrated database that every test database is copied from.

Migrating takes longer than many tests; copying takes a tenth of a second. It holds couriers and destinations
as well: every second test needs them, and writing them takes longer than most tests. The template's name
holds a digest of everything it is made of, so a changed migration makes a new one and drops the old.
"""

import functools
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction

from shipping.models import CarrierPlaceCode, Courier, CourierService, Destination, FeeWindow, NoCodArea
from shipping.services import load_destinations, read_destinations, seed_couriers, seed_sandbox_places

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "komship_template_"
# Parents first. Transactional tests empty these tables too; a schema that no TRUNCATE reaches keeps a copy.
KEPT: tuple[type[models.Model], ...] = (
    Courier,
    CourierService,
    FeeWindow,
    Destination,
    NoCodArea,
    CarrierPlaceCode,
)
KEEPING_SCHEMA = "kept"
LOCK = 7_461_093


def ensure_template() -> str:
    """Make the template database unless it is there, and return its name. Other processes wait meanwhile."""
    name = PREFIX + _digest()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            for old in found:
                cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            building = f"{PREFIX}building"
            cursor.execute(f'CREATE DATABASE "{building}"')
            with _connected_to(building):
                call_command("migrate", verbosity=0)
                _keep_rows()
            cursor.execute(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return name


# One block on the server, and only tables that hold something: TRUNCATE makes new files for every table, and
# Django's flush writes all permissions again. Walls and foreign keys sleep meanwhile, as a superuser may ask.
_EMPTYING = """
DO $$
DECLARE
    one_table text;
    is_filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOREACH one_table IN ARRAY {names} LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one_table) INTO is_filled;
        IF is_filled THEN
            EXECUTE format('DELETE FROM %I', one_table);
        END IF;
    END LOOP;
    {restored}
END $$
"""
_RESTORING = """
    IF EXISTS ((SELECT {columns} FROM {table} EXCEPT SELECT {columns} FROM {kept})
        UNION ALL (SELECT {columns} FROM {kept} EXCEPT SELECT {columns} FROM {table})) THEN
        DELETE FROM {table};
        INSERT INTO {table} ({columns}) SELECT {columns} FROM {kept};
    END IF;
"""
# Told by migrations, never by tests.
_OF_MIGRATIONS = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def undo_commits() -> None:
    """Bring every table to where the template has it, after a test that committed."""
    with connection.cursor() as cursor:
        cursor.execute(_emptying_sql())


@functools.cache
def _emptying_sql() -> str:
    kept = {model._meta.db_table: _columns(model) for model in KEPT}
    names = set(connection.introspection.django_table_names(include_views=False)) - _OF_MIGRATIONS - set(kept)
    restored = [
        _RESTORING.format(columns=columns, table=table, kept=f"{KEEPING_SCHEMA}.{table}")
        for table, columns in kept.items()
    ]
    quoted = ", ".join(f"'{name}'" for name in sorted(names))
    return _EMPTYING.format(names=f"ARRAY[{quoted}]", restored="".join(restored))


def ensure_kept_rows() -> None:
    """Couriers, services, fees and destinations as the seeds make them, also after a TRUNCATE."""
    if Courier.objects.exists():
        return
    statements = []
    for model in KEPT:
        table, columns = model._meta.db_table, _columns(model)
        statements.append(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {KEEPING_SCHEMA}.{table}")  # noqa: S608 - names of our own models
    with connection.cursor() as cursor:
        cursor.execute(";".join(statements))


def _keep_rows() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        seed_couriers()
        load_destinations(read_destinations())
        seed_sandbox_places()
        cursor.execute(f"CREATE SCHEMA {KEEPING_SCHEMA}")
        for model in KEPT:
            table = model._meta.db_table
            cursor.execute(f"CREATE TABLE {KEEPING_SCHEMA}.{table} AS SELECT {_columns(model)} FROM {table}")  # noqa: S608


def remove_kept_rows() -> None:
    """Empty tables, for tests of what fills them."""
    names = [model._meta.db_table for model in reversed(KEPT)]
    with connection.cursor() as cursor:
        cursor.execute(";".join(f"DELETE FROM {name}" for name in names))  # noqa: S608 - names of our own models


def _columns(model: type[models.Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if not field.generated)


def _digest() -> str:
    sources = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("komship/*/migrations/*.py")]
    sources += [ROOT / "requirements" / "base.txt", ROOT / "shipping" / "data" / "routes.csv", Path(__file__)]
    seeds = ("seed_couriers", "load_destinations", "seed_sandbox_places")
    sources += [ROOT / "shipping" / "services" / f"{name}.py" for name in seeds]
    whole = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    for source in sorted(sources):
        whole.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return whole.hexdigest()[:16]


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
