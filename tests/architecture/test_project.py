"""The rules of the house, applied to every file of the project."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.loader import MigrationLoader

from tests.architecture import project
from tests.architecture.project import Finding, Module
from tests.architecture.rules import (
    hygiene,
    imports,
    layers,
    mirror,
    money,
    sizes,
    templates,
    wording,
    writes,
)

MODULE_RULES: list[Callable[[Module], Iterator[Finding]]] = [
    sizes.check,
    writes.no_managers_at_the_doors,
    writes.status_moves_in_one_place,
    imports.at_the_top,
    imports.no_network_but_in_adapters,
    imports.no_model_signals,
    wording.no_dustbins,
    wording.public_doors_are_documented,
    money.no_floats,
    money.no_floats_near_rupiah,
]


def demand_none(findings: Iterable[Finding]) -> None:
    found = [str(finding) for finding in findings]
    if found:
        pytest.fail(f"{len(found)} findings:\n" + "\n".join(found), pytrace=False)


@pytest.mark.parametrize(
    "rule", MODULE_RULES, ids=lambda rule: f"{rule.__module__.split('.')[-1]}.{rule.__name__}"
)
def test_every_module_keeps(rule: Callable[[Module], Iterator[Finding]]) -> None:
    demand_none(finding for module in project.modules() for finding in rule(module))


@pytest.mark.parametrize("rule", [sizes.check_template, templates.check], ids=["size", "gettext"])
def test_every_template_keeps(rule: Callable[..., Iterator[Finding]]) -> None:
    demand_none(finding for path, source in project.templates() for finding in rule(path, source))


def test_every_service_has_its_test_file() -> None:
    demand_none(mirror.missing_tests(project.tracked_files()))


def test_nothing_foreign_is_committed() -> None:
    files = project.tracked_files()
    demand_none(finding for path in files for finding in hygiene.check_name(path))
    texts = [path for path in files if hygiene.is_text(path)]
    demand_none(finding for path in texts for finding in hygiene.check(path, project.read(path)))


def test_foreign_keys_point_down() -> None:
    demand_none(layers.upward(_foreign_keys()))


def test_migrations_depend_downwards() -> None:
    demand_none(layers.upward(_migration_edges()))


def _foreign_keys() -> Iterator[layers.Edge]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                target = field.related_model
                assert isinstance(target, type)
                yield model._meta.app_label, target._meta.app_label, f"{model.__name__}.{field.name}"


def _migration_edges() -> Iterator[layers.Edge]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    user_app = settings.AUTH_USER_MODEL.split(".")[0]
    for (app, name), migration in loader.disk_migrations.items():
        for target, _ in migration.dependencies:
            yield app, user_app if target == "__setting__" else target, f"{app}.{name}"
