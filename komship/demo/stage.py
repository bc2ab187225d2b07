"""The running product that the demo day is played against: processes, their pids, and their killer."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from komship.lib.http import HttpClient, TransportFailure

PYTHON = sys.executable
START_WITHIN_S = 90
STOP_WITHIN_S = 30
MORTALS = ("carriers", "worker")


@dataclass(frozen=True)
class Stage:
    """Where the product and the courier's control panel listen."""

    web: HttpClient
    courier: HttpClient
    courier_url: str
    pids: Path
    env: Mapping[str, str]
    root: Path

    def manage(self, *arguments: str) -> None:
        """Run a command of the product in the product's own environment."""
        command = [PYTHON, "manage.py", *arguments]
        subprocess.run(command, cwd=self.root, env=self.env, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(root: Path, data_dir: Path) -> Iterator[Stage]:
    """`make run` with an empty database in a folder of its own; stopped at the end, whatever happens.

    With courier credentials in the environment no sandbox is started and the courier named there is
    used, control panel included.
    """
    port, sandbox_port = free_port(), free_port()
    outside = os.environ.get("JNE_BASE_URL", "")
    env = {
        **os.environ,
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "SANDBOX_PORT": str(sandbox_port),
        "KOMSHIP_DEMO": "0",
        "BOOKING_TIMEOUT_S": "4",
        "BOOKING_RESOLVE_AFTER_S": "8",
    }
    courier_url = outside or f"http://127.0.0.1:{sandbox_port}"
    log = (data_dir / "demo.log").open("wb")
    process = subprocess.Popen(  # noqa: S603 - our own module
        [PYTHON, "-m", "komship.embedded.run"], cwd=root, env=env, stdout=log, stderr=log
    )
    stage = Stage(
        web=HttpClient(name="web", base_url=f"http://127.0.0.1:{port}", read_timeout_s=60),
        courier=HttpClient(name="courier", base_url=courier_url, read_timeout_s=20),
        courier_url=courier_url,
        pids=data_dir / "pids",
        env=env,
        root=root,
    )
    try:
        _wait_until_ready(stage, process)
        yield stage
    finally:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_WITHIN_S)
        process.kill()
        log.close()


def _wait_until_ready(stage: Stage, process: subprocess.Popen[bytes]) -> None:
    give_up_at = time.monotonic() + START_WITHIN_S
    while time.monotonic() < give_up_at:
        if process.poll() is not None:
            break
        with suppress(TransportFailure):
            if stage.web.get("/readyz").status == 200:
                return
        time.sleep(0.3)
    raise RuntimeError("the product did not become ready; see demo.log in the data folder")


def kill(pids: Path, name: str) -> bool:
    """SIGKILL for a process of `make run` and its children; False while it is not running."""
    try:
        os.killpg(int((pids / f"{name}.pid").read_text().split()[0]), signal.SIGKILL)
    except (OSError, ValueError, IndexError):
        return False
    return True


class Killer:
    """Sends SIGKILL to a worker again and again, so that every step is interrupted somewhere."""

    def __init__(self, pids: Path, *, times: int, every_s: float) -> None:
        self.killed: list[str] = []
        self._pids, self._times, self._every_s = pids, times, every_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def finish(self) -> None:
        """Wait until the last kill has been made."""
        self._thread.join(self._times * self._every_s * 3)
        self._stop.set()

    def _run(self) -> None:
        chance = random.Random(7)
        while len(self.killed) < self._times and not self._stop.wait(
            self._every_s * chance.uniform(0.6, 1.4)
        ):
            name = MORTALS[len(self.killed) % len(MORTALS)]
            if kill(self._pids, name):
                self.killed.append(name)
