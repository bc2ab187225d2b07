"""Names and docstrings that tell a reader where to look."""

import ast
from collections.abc import Iterator

from tests.architecture.project import APPS, Finding, Module

BANNED = {"utils", "helpers", "common", "misc", "util", "helper"}
# A module of Django managers may be called so; one that "manages" things may not.
DOCUMENTED = ("services", "selectors")


def no_dustbins(module: Module) -> Iterator[Finding]:
    for part in (*module.path.parts[:-1], module.path.stem):
        if part in BANNED:
            yield Finding(str(module.path), f"nobody can tell what belongs into {part!r}")
    if module.path.stem == "manager" and "Manager" not in module.source:
        yield Finding(str(module.path), "a manager module holds Django managers")


def public_doors_are_documented(module: Module) -> Iterator[Finding]:
    """Public functions of services and selectors say what they intend."""
    documented = module.app in (*APPS, "komship") and module.is_in(*DOCUMENTED)
    if not documented or module.path.stem.startswith("_"):
        return
    for node in module.tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield module.finding(node, f"{node.name} has no docstring")
