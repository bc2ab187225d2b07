"""Many tables in one operation of a migration."""

import pytest
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.writer import OperationWriter

from komship.lib.create_models import CreateModels

TABLES = {"library_shelf", "library_book"}


def two_models() -> CreateModels:
    shelf = CreateModel("Shelf", [("id", models.BigAutoField(primary_key=True))])
    key = models.ForeignKey("library.shelf", models.CASCADE)
    book = CreateModel("Book", [("id", models.BigAutoField(primary_key=True)), ("shelf", key)])
    return CreateModels([shelf, book])


@pytest.mark.django_db
def test_tables_come_and_go() -> None:
    operation, before, after = two_models(), ProjectState(), ProjectState()
    operation.state_forwards("library", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("library", editor, before, after)
    assert set(connection.introspection.table_names()) >= TABLES
    with connection.schema_editor() as editor:
        operation.database_backwards("library", editor, after, before)
    assert not TABLES & set(connection.introspection.table_names())


def test_each_model_is_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    render = ModelState.render

    def note(model: ModelState, apps: StateApps) -> object:
        built.append(model.name)
        return render(model, apps)

    monkeypatch.setattr(ModelState, "render", note)
    state = ProjectState()
    assert not state.apps.all_models
    two_models().state_forwards("library", state)
    state.apps.get_model("library", "Book")
    assert sorted(built) == ["Book", "Shelf"]


def test_a_written_migration_shows_every_model() -> None:
    operation = two_models()
    written, imports = OperationWriter(operation, indentation=0).serialize()
    assert "import komship.lib.create_models" in imports
    assert written.count("migrations.CreateModel(") == 2
    assert operation.describe() == "Create 2 models"
