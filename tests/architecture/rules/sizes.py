"""Modules, functions and templates stay small enough to read in one go."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.architecture.project import Finding, Module

MODULE_LINES = 400
FUNCTION_LINES = 60
TEST_FUNCTION_LINES = 40
TEMPLATE_LINES = 150
COMPLEXITY = 8
PARAMETERS = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def check(module: Module) -> Iterator[Finding]:
    lines = module.source.count("\n")
    if lines > MODULE_LINES:
        yield Finding(f"{module.path}:1", f"{lines} lines, at most {MODULE_LINES}")
    for function in module.functions:
        yield from _check_function(module, function)


def check_template(path: PurePosixPath, source: str) -> Iterator[Finding]:
    lines = source.count("\n")
    if lines > TEMPLATE_LINES:
        yield Finding(f"{path}:1", f"{lines} lines, at most {TEMPLATE_LINES}")


def _check_function(module: Module, function: Function) -> Iterator[Finding]:
    limit = TEST_FUNCTION_LINES if module.is_test else FUNCTION_LINES
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if lines > limit:
        yield module.finding(function, f"{function.name} has {lines} lines, at most {limit}")
    turns = complexity(function.body) + 1
    if turns > COMPLEXITY:
        yield module.finding(function, f"{function.name} has complexity {turns}, at most {COMPLEXITY}")
    # Tests take their fixtures as parameters; nobody calls them by hand.
    if not module.is_test:
        count = len(parameters(function))
        if count > PARAMETERS:
            yield module.finding(function, f"{function.name} has {count} parameters, at most {PARAMETERS}")


def parameters(function: Function) -> list[ast.arg]:
    """What a caller may pass; a method's own first parameter does not count."""
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return [arg for arg in every if arg.arg not in ("self", "cls")]


def complexity(body: list[ast.stmt]) -> int:
    """Branches of a body, counted as ruff's C901 counts them."""
    return sum(_branches(statement) for statement in body)


def _branches(statement: ast.stmt) -> int:
    inner = sum(complexity(block) for block in _blocks(statement))
    if isinstance(statement, ast.If | ast.For | ast.AsyncFor | ast.While):
        return inner + 1
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        return inner + 1
    if isinstance(statement, ast.Try):
        return inner + len(statement.handlers) + bool(statement.orelse)
    if isinstance(statement, ast.Match):
        return inner + len(statement.cases)
    return inner


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(statement, name, None)
        if isinstance(block, list):
            yield block
    for handler in getattr(statement, "handlers", []):
        yield handler.body
    for case in getattr(statement, "cases", []):
        yield case.body
