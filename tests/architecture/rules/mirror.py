"""One use-case, one file, one test file."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tests.architecture.project import APPS, Finding


def missing_tests(paths: Iterable[PurePosixPath]) -> Iterator[Finding]:
    """Service files without their mirror under tests/<app>/services/."""
    known = set(paths)
    for path in known:
        if path.parts[0] not in APPS or path.parts[1:2] != ("services",) or path.suffix != ".py":
            continue
        # Private modules are tested through the use-cases that own them.
        if path.stem.startswith("_"):
            continue
        mirror = PurePosixPath("tests", path.parts[0], *path.parts[1:-1], f"test_{path.name}")
        if mirror not in known:
            yield Finding(str(path), f"no {mirror}")
