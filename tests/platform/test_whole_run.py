"""`make run`'s process, whole: empty folder, everything up, one Ctrl-C, nothing left."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from komship.embedded import EmbeddedServers
from komship.settings.environment import ROOT

pytestmark = pytest.mark.servers
PATIENCE_S = 300
CHOSEN_HERE = ("DJANGO_SETTINGS_MODULE", "JNE_", "DATABASE_URL", "REDIS_URL", "PYTEST_")


@dataclass
class Running:
    process: "subprocess.Popen[bytes]"
    folder: Path
    port: int
    sandbox_port: int

    def log(self) -> str:
        return (self.folder.parent / "run.log").read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status_of(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Running]:
    folder, port, sandbox_port = tmp_path / "data", free_port(), free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(CHOSEN_HERE)}
    ours = {
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "SANDBOX_PORT": str(sandbox_port),
        "KOMSHIP_DEMO": "0",
    }
    with (tmp_path / "run.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "komship.embedded.run"], cwd=ROOT, env=clean | ours, stdout=log, stderr=log
        )
        yield Running(process, folder, port, sandbox_port)
        if process.poll() is None:
            process.kill()
        process.wait()
    EmbeddedServers(folder, postgres=True, redis=True).stop()


def wait_until_ready(stack: Running) -> None:
    end = time.monotonic() + PATIENCE_S
    while status_of(f"http://127.0.0.1:{stack.port}/readyz") != 200:
        assert stack.process.poll() is None, stack.log()
        assert time.monotonic() < end, stack.log()
        time.sleep(0.2)


def test_up_ready_and_gone(stack: Running) -> None:
    wait_until_ready(stack)
    assert status_of(f"http://127.0.0.1:{stack.sandbox_port}/") == 200
    pids = {file.stem: int(file.read_text()) for file in (stack.folder / "pids").iterdir()}
    assert set(pids) == {"web", "worker", "bulk", "carriers", "beat", "sandbox"}
    with urllib.request.urlopen(f"http://127.0.0.1:{stack.port}/readyz", timeout=10) as answer:
        assert set(json.load(answer)["parts"].values()) == {"ok"}
    stack.process.send_signal(signal.SIGINT)
    assert stack.process.wait(timeout=PATIENCE_S) == 0
    assert stack.log().rstrip().endswith("Stopped.")
    assert status_of(f"http://127.0.0.1:{stack.port}/healthz") == 0
    assert not EmbeddedServers(stack.folder, postgres=True, redis=True).is_running()
    assert not any(Path(f"/proc/{pid}/cmdline").exists() for pid in pids.values())


def test_a_taken_port_stops_it_before_it_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "komship.embedded.run"],
            cwd=ROOT,
            env=os.environ | {"PORT": str(taken.getsockname()[1]), "DATA_DIR": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "in use" in done.stdout
    assert not (tmp_path / "data").exists()
