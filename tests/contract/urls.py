"""Which operations of the catalogue have a URL, and which URLs are not in the catalogue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.urls import Resolver404, URLResolver, get_resolver, resolve

from tests.contract.rows import Row, catalogue

PREFIX = "/api"
# The description of the API, the page to try it, files that answers point to, and the answer to
# everything unknown.
AROUND_IT = re.compile(r"/api/(schema|docs|labels/.*|<path:path>)$")


@dataclass(frozen=True)
class Operation:
    """One method of one URL below /api."""

    method: str
    route: str

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    @property
    def sample(self) -> str:
        return re.sub(r"<(?:(\w+):)?\w+>", lambda m: "1" if m[1] == "int" else "x", self.route)


def sample_path(row: Row, template: str) -> str:
    """The template with harmless values: 1, or the first word a text may be."""

    def value(match: re.Match[str]) -> str:
        kind, _, words = row.path_values.get(match[1], "integer").partition(": ")
        return "1" if kind == "integer" else (words.split(" | ")[0] or "x")

    return PREFIX + re.sub(r"{(\w+)}", value, template)


def is_served(row: Row, template: str | None = None) -> bool:
    """Whether a URL answers this row's method; a POST that only spoofs PUT counts as PUT."""
    path = sample_path(row, template or row.path)
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return bool(_methods(row) & {method.upper() for method in getattr(view, "endpoints", {})})


@lru_cache(maxsize=1)
def operations() -> tuple[Operation, ...]:
    """Every method of every URL below /api, except the descriptions of the API itself."""
    return tuple(
        Operation(method.upper(), route)
        for route, view in _below_api(get_resolver(), "/")
        for method in getattr(view, "endpoints", {"unknown": None})
    )


def row_of(operation: Operation) -> Row | None:
    """The row this operation serves."""
    for row in catalogue().values():
        for template in (row.path, *row.aliases):
            pattern = PREFIX + re.sub(r"{\w+}", "[^/]+", template)
            if re.fullmatch(pattern, operation.sample) and operation.method in _methods(row):
                return row
    return None


def _methods(row: Row) -> set[str]:
    """What may reach the row: its own method, and POST for the ones that are spoofed."""
    return {row.method} | ({"POST", row.spoof.upper()} if row.spoof else set())


def _below_api(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, object]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _below_api(entry, route)
        elif route.startswith("/api/") and not AROUND_IT.match(route):
            yield route, entry.callback
