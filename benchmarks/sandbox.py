"""A courier of our own to measure against."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings

from benchmarks.server import ROOT
from komship.demo.stage import free_port

ADDRESSES = ("JNE_BASE_URL", "JNE_BOOKING_BASE_URL", "SHIPPER_BASE_URL")


@contextmanager
def courier(*, latency_ms: int) -> Iterator[str]:
    """A sandbox that thinks so long before each answer; this process calls it meanwhile."""
    port = free_port()
    command = [sys.executable, "manage.py", "run_sandbox", f"--port={port}", f"--latency-ms={latency_ms}"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    url = f"http://127.0.0.1:{port}"
    before = {name: getattr(settings, name) for name in ADDRESSES}
    _call_at(dict.fromkeys(ADDRESSES, url))
    try:
        _wait_for(port)
        yield url
    finally:
        _call_at(before)
        process.terminate()
        process.wait(10)


def _call_at(urls: Mapping[str, str]) -> None:
    for name, url in urls.items():
        setattr(settings, name, url)


def _wait_for(port: int) -> None:
    """Until something listens there; a busy machine takes longer to start a process."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the sandbox does not start")
