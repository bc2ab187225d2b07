"""Shared set-up: servers of their own, no way out but loopback, a clean Redis for tests that use it."""

import functools
import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "komship.settings.test")

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from komship.core import outbox
from komship.health import redis_client
from tests.arranged import stage, together
from tests.template import ensure_template, undo_commits

if TYPE_CHECKING:
    import redis

# How fast examples are made says something about the machine, nothing about the code.
hypothesis_settings.register_profile("komship", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("komship")

# The people every test knows.
pytest_plugins = ["tests.factories.cast", "tests.query_counts"]


def pytest_configure(config: pytest.Config) -> None:
    """Every pytest process, the controller of pytest-xdist first, keeps the servers while it lives."""
    # Tests make few cycles and many objects.
    gc.set_threshold(100_000, 20, 100)
    settings.EMBEDDED.ensure()


def pytest_unconfigure(config: pytest.Config) -> None:
    settings.EMBEDDED.leave()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = together(items)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Test databases are copies of a migrated one."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = ensure_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """While the database is there, rows that many tests begin with stay from one to the next."""
    stage.open(django_db_blocker)
    yield
    stage.close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if stage.make_ready(item):
        # What this one finds in caches the next would not.
        _redis().flushdb()


@pytest.fixture(scope="session", autouse=True)
def _quick_flush() -> Iterator[None]:
    """What transactional tests commit is deleted where it is, instead of truncating every table."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: undo_commits())
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_workers_to_wake() -> None:
    """Tests call `drain`; a nudge would wait for a broker that nobody reads from."""
    outbox.use_nudge(None)


@pytest.fixture(autouse=True)
def _clean_redis(request: pytest.FixtureRequest) -> Iterator[None]:
    """Caches and rate limits of one test never meet another's; each xdist worker has its own database."""
    yield
    marked = "redis" in request.keywords or "django_db" in request.keywords
    if marked or "db" in request.fixturenames:
        _redis().flushdb()


@functools.cache
def _redis() -> "redis.Redis":
    return redis_client()


@pytest.fixture
def redis_database() -> "Iterator[redis.Redis]":
    """This worker's Redis database, empty."""
    with redis_client() as client:
        client.flushdb()
        yield client
        client.flushdb()
