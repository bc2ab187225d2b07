"""Migrations that were merged into one, over databases that know the single ones."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


def merged() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Each merged migration with those it stands for."""
    loader = MigrationLoader(None)
    return {key: list(one.replaces) for key, one in loader.disk_migrations.items() if one.replaces}


def test_up_to_date_databases_go_on_without_a_change() -> None:
    recorder = MigrationRecorder(connection)
    for key in merged():
        recorder.record_unapplied(*key)
    with CaptureQueriesContext(connection) as said:
        call_command("migrate", verbosity=0)
    everything = [one["sql"] for one in said.captured_queries]
    assert [sql for sql in everything if sql.startswith(("CREATE", "ALTER", "DROP"))] == []
    assert merged().keys() <= recorder.applied_migrations().keys()
    call_command("migrate", check_unapplied=True, verbosity=0)
