"""Like `at_once`, for jobs whose own results matter."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def all_at_once(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Run every job in a thread and connection of its own, all starting together; results in order."""
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        return list(pool.map(run, jobs))
