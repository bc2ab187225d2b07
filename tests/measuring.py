"""Branch coverage by rewritten bytecode: a tracing tool would double the time of the whole suite.

As a pytest plugin (`-p tests.measuring`, with COVERAGE_DIR set) it measures every process of a run, those of
pytest-xdist included. As a program it adds up what the runs left behind:

    python -m tests.measuring DIR --fail-under 95
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import slipcover
from slipcover.importer import SlipcoverLoader

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "komship", "accounts", "products", "shipping", "finance", "orders", "tickets", "notifications",
)  # fmt: skip
# A counter is worth taking out only where it was hit this often: finding all references to the old bytecode
# walks every module, which costs more than many thousand hits.
HITS_WORTH_TAKING_OUT = 100_000
OMITTED = ["*/migrations/*", str(ROOT / "komship" / "asgi.py"), str(ROOT / "komship" / "wsgi.py")]
# Beside what the tool leaves out itself (`pragma: no cover`, `if TYPE_CHECKING:`).
EXCLUDED = [r"raise NotImplementedError", r"\.\.\.$", r"@overload"]


class Measuring(MetaPathFinder):
    """Imports the project's own packages with counters in their bytecode."""

    def __init__(self) -> None:
        self.cover = slipcover.Slipcover(
            branch=True,
            d_miss_threshold=HITS_WORTH_TAKING_OUT,
            source=[str(ROOT / name) for name in PACKAGES],
            omit=OMITTED,
            exclude_also=EXCLUDED,
        )
        self._files = slipcover.FileMatcher(sources=[ROOT / name for name in PACKAGES], omit=OMITTED)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.loader and spec.origin and self._files.matches(spec.origin):
            spec.loader = SlipcoverLoader(self.cover, spec.loader, spec.origin)
        return spec


_folder = os.environ.get("COVERAGE_DIR", "")
# The controller of pytest-xdist runs no test.
_controls_others = "-n" in sys.argv and "PYTEST_XDIST_WORKER" not in os.environ
_measuring = Measuring() if _folder and not _controls_others else None
if _measuring:
    sys.meta_path.insert(0, _measuring)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _measuring:
        Path(_folder).mkdir(parents=True, exist_ok=True)
        found = json.dumps(_measuring.cover.get_coverage())
        (Path(_folder) / f"{os.getpid()}.json").write_text(found, encoding="utf-8")


def add_up(folder: Path) -> dict[str, Any]:
    """The coverage of all processes together."""
    whole: dict[str, Any] = {}
    for part in sorted(folder.glob("*.json")):
        found = json.loads(part.read_text(encoding="utf-8"))
        if whole:
            slipcover.merge_coverage(whole, found)
        else:
            whole = found
    return whole


def main() -> int:
    parser = argparse.ArgumentParser(description="Add up and judge the coverage of a test run.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fail-under", type=float, default=0)
    asked = parser.parse_args()
    whole = add_up(asked.folder)
    if not whole:
        sys.exit(f"no coverage in {asked.folder}")
    slipcover.print_coverage(whole, skip_covered=True, missing_width=60)
    percent = whole["summary"]["percent_covered"]
    sys.stdout.write(f"Branch coverage: {percent:.2f} % (at least {asked.fail_under:g} % is asked for)\n")
    return 2 if percent < asked.fail_under else 0


if __name__ == "__main__":
    raise SystemExit(main())
