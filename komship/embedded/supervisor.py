"""Runs a few processes as one: prefixed output, restarts with growing pauses, one orderly end.

Children live in sessions of their own, so a Ctrl-C reaches only the supervisor, which then ends them in
order. Should the supervisor itself be killed, the kernel ends them.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

STOP_WITHIN_S = 20.0
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
# A child that lived this long did not fail to start: its next pause is the first one again.
HEALTHY_AFTER_S = 20.0
_COLOURS = (36, 32, 35, 33, 34, 31)
_LONGEST_LINE = 1 << 20


@dataclass(frozen=True)
class Child:
    """One process to keep alive."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


class Supervisor:
    """`pid_folder` gets one `<name>.pid` per child, for people and tests that want to kill one."""

    def __init__(self, children: Sequence[Child], *, pid_folder: Path, out: TextIO | None = None) -> None:
        self.children = children
        self.pid_folder = pid_folder
        self.out = out or sys.stdout
        self._width = max((len(child.name) for child in children), default=0)
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self) -> None:
        """Returns after SIGINT, SIGTERM or `stop()`, when every child has ended."""
        asyncio.run(self._main())

    def stop(self) -> None:
        """End everything; may be called from any thread while `run` is running."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self._loop.add_signal_handler(number, self._stopping.set)
        self.pid_folder.mkdir(parents=True, exist_ok=True)
        await asyncio.gather(*(self._keep_alive(child, index) for index, child in enumerate(self.children)))

    async def _keep_alive(self, child: Child, index: int) -> None:
        pause = FIRST_PAUSE_S
        while not self._stopping.is_set():
            started = time.monotonic()
            code = await self._run_once(child, index)
            if self._stopping.is_set():
                return
            if time.monotonic() - started >= HEALTHY_AFTER_S:
                pause = FIRST_PAUSE_S
            self._say(child, index, f"ended with {_reason(code)}; starts again in {pause:g} s")
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)

    async def _run_once(self, child: Child, index: int) -> int:
        # A pipe of our own: asyncio's would report a death only when grandchildren have let go of it.
        reading, writing = os.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                *child.argv,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=writing,
                stderr=asyncio.subprocess.STDOUT,
                env={**os.environ, **child.environment},
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        finally:
            os.close(writing)
        pid_file = self.pid_folder / f"{child.name}.pid"
        pid_file.write_text(f"{process.pid}\n")
        output = asyncio.create_task(self._copy_output(child, index, reading))
        code = await self._until_end(process)
        pid_file.unlink(missing_ok=True)
        await output
        return code

    async def _until_end(self, process: asyncio.subprocess.Process) -> int:
        ended = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not ended.done():
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await asyncio.wait({ended}, timeout=STOP_WITHIN_S)
        # A killed master may leave workers that hold its port; they share its session.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        return await ended

    async def _copy_output(self, child: Child, index: int, reading: int) -> None:
        reader = asyncio.StreamReader(limit=_LONGEST_LINE)
        loop = asyncio.get_running_loop()
        pipe = os.fdopen(reading, "rb", buffering=0)
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
        try:
            while line := await _next_line(reader):
                self._say(child, index, line.decode(errors="replace").rstrip("\n"))
        finally:
            transport.close()

    def _say(self, child: Child, index: int, text: str) -> None:
        prefix = f"{child.name:<{self._width}} |"
        if self.out.isatty():
            prefix = f"\x1b[{_COLOURS[index % len(_COLOURS)]}m{prefix}\x1b[0m"
        with contextlib.suppress(OSError):
            self.out.write(f"{prefix} {text}\n")
            self.out.flush()


async def _next_line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ValueError:
        return b"(a line too long to show)\n"


def _reason(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"


def _die_with_parent() -> None:
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
