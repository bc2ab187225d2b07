"""Money is whole rupiah: nothing that yields a float comes near it.

The ledger and its arithmetic know no floats at all. Elsewhere names tell: what ends in `_rp` or `_bp` is
neither divided nor declared nor converted to anything but a whole number.
"""

import ast
from collections.abc import Iterator

from tests.architecture.project import PACKAGES, Finding, Module


def no_floats(module: Module) -> Iterator[Finding]:
    if module.app != "finance" and str(module.path) != "komship/lib/money.py":
        return
    # Percentages are shown to people as 2.8; no amount is computed from them.
    shown = {id(node) for f in module.functions if f.name.startswith("percent_") for node in ast.walk(f)}
    for node in module.nodes:
        if id(node) in shown:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield module.finding(node, f"float literal {node.value}")
        elif isinstance(node, ast.Name) and node.id == "float":
            yield module.finding(node, "float")
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield module.finding(node, "/ gives a float: use divide_half_up or //")
        elif isinstance(node, ast.Attribute) and node.attr in ("FloatField", "DecimalField"):
            yield module.finding(node, f"{node.attr}: rupiah are whole numbers")


def no_floats_near_rupiah(module: Module) -> Iterator[Finding]:
    if module.app not in PACKAGES:
        return
    shown = {id(node) for f in module.functions if f.name.startswith("percent_") for node in ast.walk(f)}
    for node in module.nodes:
        what = None if id(node) in shown else _float_at(node)
        if what:
            yield module.finding(node, what)


def _float_at(node: ast.AST) -> str | None:
    if isinstance(node, ast.BinOp | ast.AugAssign):
        return _inexact_sum(node)
    if isinstance(node, ast.Call):
        made = ast.unparse(node.func)
        if made in ("float", "Decimal", "round") and any(map(_money_in, node.args)):
            return f"{made}(...) of an amount"
    if isinstance(node, ast.AnnAssign) and _is_money(ast.unparse(node.target)):
        return _inexact_type(node.annotation)
    if isinstance(node, ast.arg) and _is_money(node.arg) and node.annotation is not None:
        return _inexact_type(node.annotation)
    if isinstance(node, ast.Assign) and any(_is_money(ast.unparse(target)) for target in node.targets):
        return _inexact_type(node.value)
    return None


def _inexact_sum(node: ast.BinOp | ast.AugAssign) -> str | None:
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.target, node.value]
    if not any(map(_money_in, sides)):
        return None
    if isinstance(node.op, ast.Div):
        return "an amount is divided by /: use divide_half_up or //"
    if any(isinstance(side, ast.Constant) and isinstance(side.value, float) for side in sides):
        return "an amount meets a float"
    return None


def _inexact_type(node: ast.expr) -> str | None:
    words = {name for name in ("float", "Decimal", "FloatField", "DecimalField") if name in _words(node)}
    return f"an amount is {words.pop()}" if words else None


def _words(node: ast.expr) -> set[str]:
    return {part.id if isinstance(part, ast.Name) else part.attr for part in _named(node)}


def _money_in(node: ast.expr) -> bool:
    return any(_is_money(word) for word in _words(node))


def _named(node: ast.expr) -> list[ast.Name | ast.Attribute]:
    return [part for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute)]


def _is_money(name: str) -> bool:
    return name.endswith(("_rp", "_bp"))
