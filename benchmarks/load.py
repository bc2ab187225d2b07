"""Requests from a few keep-alive connections, timed one by one."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.server import Server

Request = tuple[str, str, bytes | None]


@dataclass(frozen=True)
class Result:
    """Milliseconds per request; CPU is that of web server and PostgreSQL."""

    count: int
    cpu_ms: float
    per_s: float
    p50_ms: float
    p95_ms: float


def measure(
    server: Server, requests: Sequence[Request], *, concurrency: int, headers: dict[str, str]
) -> Result:
    """Send every request once, `concurrency` at a time. Any answer but 200 stops the benchmark."""
    queue = list(reversed(requests))
    times: list[float] = []
    failures: list[str] = []
    lock = threading.Lock()

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        while not failures:
            with lock:
                if not queue:
                    return
                method, path, body = queue.pop()
            started = time.perf_counter()
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read()
            spent = time.perf_counter() - started
            with lock:
                times.append(spent)
            if answer.status != 200:
                failures.append(f"{path}: {answer.status} {text[:300]!r}")

    before, started = server.burnt_s(), time.perf_counter()
    _run(work, concurrency)
    spent, burnt = time.perf_counter() - started, server.burnt_s() - before
    if failures:
        raise RuntimeError(failures[0])
    ordered = sorted(times)
    return Result(
        count=len(ordered),
        cpu_ms=1000 * burnt / len(ordered),
        per_s=len(ordered) / spent,
        p50_ms=1000 * statistics.median(ordered),
        p95_ms=1000 * ordered[int(len(ordered) * 0.95)],
    )


def _run(work: Callable[[], None], concurrency: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(concurrency)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
