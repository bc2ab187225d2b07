"""Whether somebody answers on a unix socket."""

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


def wait_until(path: Path, *, answering: bool, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answers(path) is answering:
            return True
        time.sleep(0.02)
    return False
