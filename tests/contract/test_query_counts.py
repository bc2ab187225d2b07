"""The query budget itself: it must say no to one query more and to one query less."""

import pytest
from django.db import connection

from tests.query_counts import QueryBudget, judge

SELECT = "SELECT 1"


def test_the_exact_count_passes() -> None:
    assert judge("page", [SELECT, "SAVEPOINT s1", SELECT, "RELEASE SAVEPOINT s1"], {"page": 2}) is None


@pytest.mark.parametrize("count", [1, 3])
def test_another_count_is_refused_and_shown(count: int) -> None:
    problem = judge("page", [SELECT] * count, {"page": 2})
    assert problem is not None
    assert problem.count(SELECT) == count


def test_a_page_without_a_baseline_is_refused() -> None:
    assert judge("new page", [], {}) is not None


def test_the_fixture_counts_real_queries(query_budget: QueryBudget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UPDATE_QUERY_COUNTS", raising=False)
    with pytest.raises(pytest.fail.Exception, match="no baseline"), query_budget("never filed"):
        connection.cursor().execute(SELECT)
