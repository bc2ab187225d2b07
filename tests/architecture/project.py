"""The project's own files, read once, for rules that judge their text or their syntax tree."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]

APPS = ("accounts", "finance", "shipping", "products", "orders", "tickets", "notifications")
PACKAGES = ("komship", *APPS)

# Higher may use lower; equal numbers know nothing of each other.
LEVELS = {
    "lib": 0,
    "core": 1,
    "api": 2,
    "web": 2,
    "accounts": 3,
    "finance": 4,
    "shipping": 4,
    "products": 5,
    "orders": 6,
    "tickets": 7,
    "notifications": 7,
    "dashboard": 8,
    "demo": 9,
}


@dataclass(frozen=True)
class Finding:
    """One broken rule, with the place to open."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True)
class Module:
    """One Python file: its path below the root and its text."""

    path: PurePosixPath
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """The whole tree, walked once for all rules."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def functions(self) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        return tuple(node for node in self.nodes if isinstance(node, kinds))

    @property
    def app(self) -> str:
        return self.path.parts[0]

    @property
    def is_test(self) -> bool:
        return self.app == "tests"

    def is_in(self, *folders: str) -> bool:
        """Whether a folder on the way, or the file itself, has one of these names."""
        return bool({*self.path.parts[:-1], self.path.stem} & set(folders))

    def finding(self, node: ast.AST, what: str) -> Finding:
        return Finding(f"{self.path}:{getattr(node, 'lineno', 1)}", what)


def snippet(path: str, source: str) -> Module:
    """A made-up file, to prove that a rule can fail."""
    return Module(PurePosixPath(path), source)


@lru_cache(maxsize=1)
def tracked_files() -> tuple[PurePosixPath, ...]:
    """Files git tracks or would track, that still exist."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    names = sorted(set(filter(None, listed.split("\0"))))
    return tuple(PurePosixPath(name) for name in names if (ROOT / name).is_file())


def read(path: PurePosixPath) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    """All Python files except migrations, which are generated."""
    return tuple(
        Module(path, read(path))
        for path in tracked_files()
        if path.suffix == ".py" and "migrations" not in path.parts
    )


def templates() -> Iterator[tuple[PurePosixPath, str]]:
    """Files Django renders, wherever an app keeps them."""
    for path in tracked_files():
        if "templates" in path.parts and path.suffix in (".html", ".txt"):
            yield path, read(path)
