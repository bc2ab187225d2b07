"""Both embedded servers of one data folder, shared by every process that needs them.

Each process holds a shared file lock while it uses the servers. The last one to leave finds the lock
free and stops them, so nothing is left running; a killed process drops its lock by dying.
"""

import atexit
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from komship.embedded.postgres import PostgresServer
from komship.embedded.redis import RedisServer

# The kernel's limit for a socket's address is 107 bytes; the longest name put in the folder has 13.
_LONGEST_FOLDER = 90


class EmbeddedServers:
    """Addresses are known before anything runs, so that settings can be read without starting servers."""

    def __init__(self, data_dir: Path, *, postgres: bool, redis: bool, durable: bool = True) -> None:
        self.data_dir = data_dir.resolve()
        sockets = _socket_folder(self.data_dir)
        self.postgres = (
            PostgresServer(self.data_dir / "postgres", sockets, durable=durable) if postgres else None
        )
        self.redis = RedisServer(self.data_dir / "redis", sockets) if redis else None
        self._lease: TextIO | None = None
        self._lease_pid = 0

    def ensure(self) -> None:
        """Start what is not running and keep it for the life of this process. Cheap when repeated."""
        if self._lease is not None or not (self.postgres or self.redis):
            return
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with self._door():
            self._take_lease()
            try:
                self._start_missing()
            except BaseException:
                self._drop_lease()
                raise
        atexit.register(self.leave)

    def leave(self) -> None:
        """Give the servers up; stop them when nobody else uses them. Forked children do not."""
        if self._lease is None or self._lease_pid != os.getpid():
            return
        with self._door():
            self._drop_lease()
            if self._nobody_uses_them():
                self._stop_both()

    def stop(self) -> None:
        """Stop both servers, whoever uses them."""
        if not self.data_dir.exists():
            return
        with self._door():
            self._stop_both()

    def revive(self) -> None:
        """Start whichever server has died, for a process that holds them."""
        with self._door():
            self._start_missing()

    def is_running(self) -> bool:
        return all(server.is_running() for server in (self.postgres, self.redis) if server)

    def _take_lease(self) -> None:
        self._lease = (self.data_dir / "users.lock").open("w")
        fcntl.flock(self._lease, fcntl.LOCK_SH)
        self._lease_pid = os.getpid()

    def _drop_lease(self) -> None:
        if self._lease is not None:
            # Closing, not unlocking: children forked from us share the lock and may still need it.
            self._lease.close()
            self._lease = None

    def _start_missing(self) -> None:
        for server in (self.postgres, self.redis):
            if server and not server.is_running():
                server.start()

    def _stop_both(self) -> None:
        for server in (self.redis, self.postgres):
            if server:
                server.stop()

    def _nobody_uses_them(self) -> bool:
        with (self.data_dir / "users.lock").open("w") as probe:
            try:
                fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    @contextmanager
    def _door(self) -> Iterator[None]:
        """One process at a time starts or stops."""
        with (self.data_dir / "door.lock").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield


def _socket_folder(data_dir: Path) -> Path:
    folder = data_dir / "run"
    if len(os.fsencode(folder)) <= _LONGEST_FOLDER:
        return folder
    # Only the owner may enter the folder, which PostgresServer checks by owning it.
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"komship-{os.geteuid()}-{name}"
