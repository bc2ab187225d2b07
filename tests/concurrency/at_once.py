"""Many threads, each on a database connection of its own, all starting together."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def at_once(jobs: Sequence[Callable[[], str]]) -> Counter[str]:
    """Run every job at the same time and count how they ended."""
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], str]) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        return Counter(pool.map(run, jobs))
