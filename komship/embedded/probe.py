"""Whether somebody answers on a unix socket."""

import contextlib
import os
import signal
import socket
import time
from pathlib import Path


def answers(path: Path) -> bool:
    """A socket file left behind by a dead server refuses the connection."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def wait_until_answers(path: Path, *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answers(path):
            return True
        time.sleep(0.02)
    return False


def end_process(pid: int, *, seconds: float) -> None:
    """Ask a process to end, wait, then insist."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            os.kill(pid, 0)
            time.sleep(0.02)
        os.kill(pid, signal.SIGKILL)
