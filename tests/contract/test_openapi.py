"""The API describes itself without a warning, and names every operation that has a URL."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.contract.sending import new_client
from tests.contract.urls import operations


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    file: Path = tmp_path_factory.mktemp("schema") / "schema.json"
    options = {"file": str(file), "format": "openapi-json", "validate": True, "fail_on_warn": True}
    call_command("spectacular", **options)
    paths: dict[str, dict[str, object]] = json.loads(file.read_text("utf-8"))["paths"]
    return paths


def test_every_operation_is_described(schema: dict[str, dict[str, object]]) -> None:
    described = {(method.upper(), path) for path, methods in schema.items() for method in methods}
    assert len(described) == len(operations())


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/schema", "/api/docs"])
def test_the_description_is_served(path: str) -> None:
    assert new_client().get(path).status_code == 200
