"""One world for all cases: built once, inside a transaction that is never committed."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from shipping.sandbox.server import SandboxServer
from tests.contract.case import Case
from tests.contract.report import ROW
from tests.contract.rows import Row
from tests.contract.undone import Undone
from tests.contract.world import World, build_world

# The world's transaction, the test's own inside it, and the one around each try.
DEPTH = 3


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Write on every test which row it belongs to, for the closing count."""
    for item in items:
        params = (
            item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        )
        row = params.get("case") or params.get("row")
        if isinstance(row, Case | Row):
            item.user_properties.append((ROW, row.row if isinstance(row, Case) else row.id))


@pytest.fixture(scope="package")
def base_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    sandbox = SandboxServer().start()
    with django_db_blocker.unblock(), Undone():
        yield build_world(sandbox)
    sandbox.stop()


@pytest.fixture
def world(base_world: World, db: None, settings: Settings) -> World:
    """The world as it was built; what a test does to it is undone."""
    settings.HTTP_ALLOWED_ATOMIC_DEPTH = DEPTH
    settings.JNE_BASE_URL = settings.JNE_BOOKING_BASE_URL = base_world.sandbox.url
    settings.JNE_USERNAME = settings.JNE_API_KEY = ""
    settings.BANK_LOOKUP_BASE_URL = base_world.sandbox.url
    return base_world
