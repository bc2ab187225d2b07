"""One world for all cases: built once, inside a transaction that is never committed."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from tests.contract.world import World, build_world

# The world's transaction and the test's own inside it.
DEPTH = 2


@pytest.fixture(scope="package")
def base_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), _Undone(using=None, savepoint=True, durable=False):
        yield build_world()


@pytest.fixture
def world(base_world: World, db: None, settings: Settings) -> World:
    """The world as it was built; what a test does to it is undone."""
    settings.HTTP_ALLOWED_ATOMIC_DEPTH = DEPTH
    return base_world


class _Undone(transaction.Atomic):
    """An atomic block that always rolls back and, as Django's TestCase does, hides from `durable`."""

    def __enter__(self) -> None:
        self._from_testcase = True
        super().__enter__()

    def __exit__(self, *failure: object) -> None:
        transaction.set_rollback(True)
        super().__exit__(*failure)  # type: ignore[arg-type]
