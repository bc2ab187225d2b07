"""What a module may pull in, and where."""

import ast
from collections.abc import Iterator

from tests.architecture.project import PACKAGES, Finding, Module

NETWORK = {"requests", "urllib3", "socket", "http.client", "urllib.request", "httpx", "aiohttp"}
CLIENT = "komship.lib.http"
ADAPTERS = ("banks", "carriers", "channels", "demo", "gateway", "management")
# These run, or stand in for, whole processes.
PROCESSES = ("embedded", "sandbox", "demo", "management", "settings")
SIGNALS = {"django.db.models.signals", "django.dispatch"}


def at_the_top(module: Module) -> Iterator[Finding]:
    for function in module.functions:
        if _registers_handlers(module, function):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield module.finding(node, f"import inside {function.name}")


def _registers_handlers(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Django calls AppConfig.ready when models may be imported, not before."""
    return module.path.name == "apps.py" and function.name == "ready"


def no_network_but_in_adapters(module: Module) -> Iterator[Finding]:
    if module.app not in PACKAGES or str(module.path) == "komship/lib/http.py":
        return
    for node, name in _imported(module):
        if name == CLIENT and not module.is_in(*ADAPTERS):
            yield module.finding(node, f"{name} is for carrier adapters")
        elif name in NETWORK and not module.is_in(*PROCESSES):
            yield module.finding(node, f"{name}: komship.lib.http is the only client")


def no_model_signals(module: Module) -> Iterator[Finding]:
    for node, name in _imported(module):
        if name in SIGNALS:
            yield module.finding(node, "no receivers of model signals: say it in a service")


def _imported(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every imported module; `from a import b` counts as both a and a.b."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node, node.module
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)
