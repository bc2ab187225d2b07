"""One world for all cases: built once, inside a transaction that is never committed.

What a case arranges stands, in a savepoint, for all tests of that case: arranging costs more than asking.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from shipping.sandbox.server import SandboxServer
from tests.contract.case import Call, Case
from tests.contract.report import ROW
from tests.contract.rows import Row
from tests.contract.snapshots import KNOWN
from tests.contract.undone import Undone
from tests.contract.world import World, build_world
from tests.factories.finance import make_withdrawal

# The world's transaction, that of its case, the test's own inside them, and the one around each try.
DEPTH = 4


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Write on every test which row it belongs to, for the closing count; tests of one case follow each
    other, so that it is arranged once."""
    for item in items:
        params = params_of(item)
        row = params.get("case") or params.get("row")
        if isinstance(row, Case | Row):
            item.user_properties.append((ROW, row.row if isinstance(row, Case) else row.id))
    places = [place for place, item in enumerate(items) if "call" in getattr(item, "fixturenames", ())]
    by_case = sorted((items[place] for place in places), key=lambda item: params_of(item)["case"].row)
    for place, item in zip(places, by_case, strict=True):
        items[place] = item


def params_of(item: pytest.Item) -> dict[str, Any]:
    if isinstance(item, pytest.Function) and hasattr(item, "callspec"):
        return dict(item.callspec.params)
    return {}


Arrangement = Callable[[World], Any]


class Standing:
    """What the case, or the page, of the moment has arranged in the base world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._of: object = None
        self._undone: Undone | None = None
        self.found: Any = None

    def stand(self, of: object, arrange: Arrangement | None) -> None:
        """Arrange this unless it stands; None clears the place.

        `of` is whose arrangement it is: two cases of one arrangement each have it made anew, because what
        the courier's sandbox heard is not undone.
        """
        if of is self._of:
            return
        self.clear()
        if arrange is not None:
            self._undone = Undone()
            self._undone.__enter__()
            self.found = arrange(self._world)
            self._of = of

    def clear(self) -> None:
        if self._undone is not None:
            self._undone.__exit__(None, None, None)
        self._of = self._undone = self.found = None


def at_work(world: World) -> None:
    """Siti has an order that waits for its pickup and one that needs one, money, a withdrawal."""
    world.market.packed()
    world.market.order()
    make_withdrawal(world.siti.partner)


def settings_for(sandbox: SandboxServer) -> dict[str, Any]:
    """Couriers and banks are answered by the world's sandbox."""
    return {
        "HTTP_ALLOWED_ATOMIC_DEPTH": DEPTH,
        "JNE_BASE_URL": sandbox.url,
        "JNE_BOOKING_BASE_URL": sandbox.url,
        "SHIPPER_BASE_URL": sandbox.url,
        "SHIPPER_API_KEY": "",
        "JNE_USERNAME": "",
        "JNE_API_KEY": "",
        "BANK_LOOKUP_BASE_URL": sandbox.url,
        "PAYMENT_BASE_URL": sandbox.url,
    }


@pytest.fixture(scope="package")
def base_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    sandbox = SandboxServer().start()
    # Set once: every change of a setting empties the caches of all of them.
    with override_settings(**settings_for(sandbox)), django_db_blocker.unblock(), Undone():
        yield build_world(sandbox)
    sandbox.stop()


@pytest.fixture(scope="package")
def standing(base_world: World) -> Iterator[Standing]:
    stands = Standing(base_world)
    yield stands
    stands.clear()


@pytest.fixture
def _arranged(request: pytest.FixtureRequest, standing: Standing) -> None:
    """Before the test's own transaction begins: tests without a call find the world as it was built.

    The mark `django_db` would begin that transaction earlier, so such tests do not carry it."""
    if "call" in request.fixturenames:
        case: Case = request.node.callspec.params["case"]
        standing.stand(case, case.call)
    elif "busy_world" in request.fixturenames:
        standing.stand(at_work, at_work)
    else:
        standing.stand(None, None)


@pytest.fixture
def world(base_world: World, _arranged: None, db: None) -> Iterator[World]:
    """The world as it was built, or as it was arranged for the test; what a test does to it is undone."""
    moment = KNOWN.moment()
    yield base_world
    KNOWN.go_back(moment)


@pytest.fixture
def busy_world(world: World) -> World:
    """The world with Siti at work."""
    return world


@pytest.fixture
def call(world: World, standing: Standing) -> Call:
    """The good call of the test's case."""
    assert isinstance(standing.found, Call)
    return standing.found
