"""Every test of money ends with books that can be proven."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.factories.finance import assert_proven

# Where none of these has a row there is nothing to prove.
HAS_BOOKS = """
SELECT EXISTS (SELECT FROM finance_account) OR EXISTS (SELECT FROM finance_entry)
    OR EXISTS (SELECT FROM finance_posting) OR EXISTS (SELECT FROM finance_parcelmoney)
    OR EXISTS (SELECT FROM finance_withdrawal) OR EXISTS (SELECT FROM finance_payoutitem)
    OR EXISTS (SELECT FROM finance_topup) OR EXISTS (SELECT FROM finance_ledgerseal)
"""


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
    if database is not None and "plants_faults" not in request.fixturenames and _has_books():
        assert_proven()


def _has_books() -> bool:
    """The proof asks some thirty questions, as much as a short test."""
    with connection.cursor() as cursor:
        cursor.execute(HAS_BOOKS)
        return bool(cursor.fetchone()[0])
