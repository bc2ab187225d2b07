"""Money is whole rupiah: nothing that yields a float comes near it."""

import ast
from collections.abc import Iterator

from tests.architecture.project import Finding, Module


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
