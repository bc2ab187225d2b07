"""The sandbox's memory on disk: one JSON line per fact, appended, read back at the start."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

Fact = dict[str, object]


class Journal:
    """Appends facts to a file, or forgets them when there is none. The caller serialises writes."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIOWrapper | None = None

    def facts(self) -> Iterator[Fact]:
        """What was written before. A last line cut by a crash is dropped."""
        if self._path is None or not self._path.exists():
            return
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    yield json.loads(line)

    def write(self, **fact: object) -> None:
        if self._path is None:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._mend_tail(self._path)
            self._file = self._path.open("a", encoding="utf-8")
        self._file.write(json.dumps(fact, separators=(",", ":")) + "\n")
        self._file.flush()

    @staticmethod
    def _mend_tail(path: Path) -> None:
        """Cut off half a line, so that the next fact does not grow on to it."""
        if path.exists():
            raw = path.read_bytes()
            if raw and not raw.endswith(b"\n"):
                path.write_bytes(raw[: raw.rfind(b"\n") + 1])

    def forget(self) -> None:
        self.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
