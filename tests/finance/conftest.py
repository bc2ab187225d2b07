"""Every test of money ends with books that can be proven."""

from collections.abc import Iterator

import pytest

from tests.factories.finance import assert_proven


@pytest.fixture
def plants_faults() -> None:
    """A test that breaks the books on purpose asks for this."""


@pytest.fixture(autouse=True)
def _books_are_right(request: pytest.FixtureRequest) -> Iterator[None]:
    database = next((name for name in ("transactional_db", "db") if name in request.fixturenames), None)
    if database is not None:
        # Set up before us, so that it is still there when we look.
        request.getfixturevalue(database)
    yield
    if database is not None and "plants_faults" not in request.fixturenames:
        assert_proven()
