"""Who may touch tables and statuses: doors ask services, and one module per app moves a status."""

import ast
from collections.abc import Iterator

from tests.architecture.project import APPS, Finding, Module

MANAGERS = {"objects", "_default_manager", "_base_manager"}
DOORS = ("api", "web", "tasks")


def no_managers_at_the_doors(module: Module) -> Iterator[Finding]:
    if module.is_test or not module.is_in(*DOORS):
        return
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            yield module.finding(node, f".{node.attr} is for selectors and services")


def status_moves_in_one_place(module: Module) -> Iterator[Finding]:
    # states.py folds plain values and cannot reach a row.
    if module.app not in APPS or module.path.stem in ("_transition", "states"):
        return
    for node in module.nodes:
        if _assigns_status(node):
            yield module.finding(node, "only services/_transition.py assigns a status")


def _assigns_status(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return any(_is_status(target) for target in node.targets)
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        return _is_status(node.target)
    if isinstance(node, ast.Call):
        return _sets_status_by_name(node)
    return False


def _is_status(target: ast.expr) -> bool:
    if isinstance(target, ast.Tuple | ast.List):
        return any(_is_status(part) for part in target.elts)
    return isinstance(target, ast.Attribute) and target.attr == "status"


def _sets_status_by_name(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name) and call.func.id == "setattr":
        name = call.args[1] if len(call.args) > 1 else None
        return isinstance(name, ast.Constant) and name.value == "status"
    if isinstance(call.func, ast.Attribute) and call.func.attr == "update":
        return any(keyword.arg == "status" for keyword in call.keywords)
    return False
