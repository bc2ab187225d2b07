"""Exact query counts as data: a list page that costs one query more fails until somebody says so.

`with query_budget("orders.list.v2"): ...` compares with query_counts.json beside this file.
`UPDATE_QUERY_COUNTS=1 pytest ...` writes what was measured instead.
"""

import fcntl
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

BASELINE = Path(__file__).with_name("query_counts.json")
UPDATE = "UPDATE_QUERY_COUNTS"
# Whether a transaction begins with BEGIN or SAVEPOINT depends on the test around it.
_BRACKETS = re.compile(r"\s*(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET CONSTRAINTS)\b", re.IGNORECASE)

QueryBudget = Callable[[str], AbstractContextManager[None]]


def judge(name: str, queries: list[str], baseline: dict[str, int]) -> str | None:
    """What is wrong with this many queries, with the queries themselves; None when nothing is."""
    counted = [sql for sql in queries if not _BRACKETS.match(sql)]
    if name not in baseline:
        problem = f"{name} has no baseline yet"
    elif baseline[name] != len(counted):
        problem = f"{name} took {len(counted)} queries, the baseline says {baseline[name]}"
    else:
        return None
    listing = "\n".join(f"{number}. {sql[:300]}" for number, sql in enumerate(counted, 1))
    return f"{problem} ({UPDATE}=1 accepts it)\n{listing}"


@pytest.fixture
def query_budget(db: None) -> QueryBudget:
    """A context manager that demands the exact number of queries filed under a name."""
    return _budget


@contextmanager
def _budget(name: str) -> Iterator[None]:
    with CaptureQueriesContext(connection) as captured:
        yield
    queries = [query["sql"] for query in captured.captured_queries]
    if os.environ.get(UPDATE):
        _accept(name, sum(not _BRACKETS.match(sql) for sql in queries))
    problem = judge(name, queries, read_baseline())
    if problem:
        pytest.fail(problem, pytrace=False)


def read_baseline() -> dict[str, int]:
    counts: dict[str, int] = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    return counts


def _accept(name: str, count: int) -> None:
    """Several test processes may write at once: the file is changed under a lock."""
    with BASELINE.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        text = file.read()
        counts = {**(json.loads(text) if text else {}), name: count}
        file.truncate(0)
        file.write(json.dumps(dict(sorted(counts.items())), indent=2) + "\n")
