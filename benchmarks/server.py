"""A web server to measure, and what it and PostgreSQL burn."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from komship.demo.stage import free_port
from komship.embedded.run import GIVE_BACK_BUFFERS
from komship.lib.http import HttpClient, TransportFailure

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parent.parent


def pids_matching(*words: str) -> list[int]:
    """Processes whose command line holds all words."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if all(word in line for word in words):
            found.append(int(folder.name))
    return found


def descendants(pid: int) -> list[int]:
    """A process and everything it started that still lives."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(folder.name))
    family, todo = [], [pid]
    while todo:
        one = todo.pop()
        family.append(one)
        todo += children.get(one, [])
    return family


def cpu_s(pids: list[int]) -> float:
    """CPU seconds burnt so far, children that ended and were waited for included."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(field) for field in fields[11:15])
    return total / TICKS_PER_S


def peak_mib(pid: int) -> float:
    """The most memory a process ever held."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


@dataclass
class Server:
    """gunicorn with one worker, so that its CPU can be told apart."""

    port: int
    pid: int
    postmaster: int

    def burnt_s(self) -> float:
        """CPU seconds of the web server and of PostgreSQL together."""
        return cpu_s(descendants(self.pid)) + cpu_s(descendants(self.postmaster))

    def worker_pid(self) -> int:
        return max(descendants(self.pid))


@contextmanager
def serving(data_dir: Path, env: Mapping[str, str]) -> Iterator[Server]:
    """The product under gunicorn on a free port, with the database in `data_dir`."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "komship.wsgi:application", f"--bind=127.0.0.1:{port}",
        "--preload", "--worker-class=gthread", "--workers=1", "--threads=4", "--log-level=error",
        "--keep-alive=30",
    ]  # fmt: skip
    values = {**os.environ, **env, **GIVE_BACK_BUFFERS}
    process = subprocess.Popen(command, cwd=ROOT, env=values)  # noqa: S603 - our own
    try:
        client = HttpClient(name="bench", base_url=f"http://127.0.0.1:{port}", read_timeout_s=10)
        for _ in range(200):
            try:
                if client.get("/healthz").status == 200:
                    break
            except TransportFailure:
                time.sleep(0.1)
        postmaster = int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
        yield Server(port, process.pid, postmaster)
    finally:
        process.terminate()
        process.wait(20)
