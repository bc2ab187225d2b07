"""Compares an answer with what its row promises: every key, every JSON type, every list element.

Types are unions such as `string | null`. Besides the JSON types there are narrower ones (`flag`,
`stamp`, `signed`, ...) and literals: `"1"`, `0`, `true`.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.contract.rows import Row

# Names the answer itself, for those that are no object.
WHOLE = "."
STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _like(pattern: str) -> Callable[[object], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and bool(compiled.fullmatch(value))


KINDS: dict[str, Callable[[object], bool]] = {
    "any": lambda value: True,
    "null": lambda value: value is None,
    "string": lambda value: isinstance(value, str),
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "list": lambda value: isinstance(value, list),
    "flag": lambda value: _is_number(value) and value in (0, 1),
    "stamp": _like(STAMP.pattern),
    "stamp_minutes": _like(r"\d{4}-\d\d-\d\d \d\d:\d\d"),
    "day": _like(r"\d{4}-\d\d-\d\d"),
    "clock": _like(r"\d\d:\d\d:\d\d"),
    "digits": _like(r"\d+"),
    "signed": _like(r"[+-]\d+"),
    "url": _like(r"https?://\S+"),
}


@dataclass
class Shape:
    """What may stand at one place of an answer."""

    kinds: tuple[str, ...] = ("any",)
    keys: dict[str, "Shape"] = field(default_factory=dict)
    item: "Shape | None" = None
    may_be_empty: bool = False

    def accepts(self, value: object) -> bool:
        return any(_accepts(kind, value) for kind in self.kinds)


def shape_of(row: Row) -> Shape:
    """The row's sample and the clients' keys as one shape; the clients' word counts."""
    if WHOLE in row.client_keys:
        return Shape(parse_kinds(row.client_keys[WHOLE]))
    shape = _from_sample(row.answer)
    shape.kinds = ("object",)
    for path, kinds in row.client_keys.items():
        place = _place(shape, path)
        place.kinds = parse_kinds(kinds)
    for path in row.nullable:
        place = _place(shape, path)
        place.kinds = (*place.kinds, "null")
    for path in row.may_be_empty:
        _place(shape, path).may_be_empty = True
    return shape


def complaints(answer: object, row: Row, *, unseen: frozenset[str] = frozenset()) -> list[str]:
    """What is wrong with a successful answer; `unseen` names places a case cannot fill."""
    shape = shape_of(row)
    shown: set[str] = set()
    found = list(_check(answer, shape, "", shown))
    found += [f"{path} must not be there" for path in row.absent if _has(answer, path)]
    if not found:
        hidden = set(_fillable(shape, "")) - shown - unseen
        found = [f"{path or 'answer'}: nothing there to check, arrange some" for path in sorted(hidden)]
    return found


def parse_kinds(kinds: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in kinds.split(" | "))
    for part in parts:
        if part not in KINDS:
            json.loads(part)
    return parts


def kind_name(value: object) -> str:
    names = ("null", "boolean", "number", "string", "list", "object")
    return next(name for name in names if KINDS[name](value))


def _accepts(kind: str, value: object) -> bool:
    if kind in KINDS:
        return KINDS[kind](value)
    literal = json.loads(kind)
    return value == literal and isinstance(value, bool) == isinstance(literal, bool)


def _from_sample(sample: Any) -> Shape:
    if isinstance(sample, dict):
        return Shape(("object",), keys={key: _from_sample(value) for key, value in sample.items()})
    if isinstance(sample, list):
        item = _from_sample(sample[0]) if sample else None
        return Shape(("list",), item=item, may_be_empty=not sample)
    if sample is None:
        return Shape(("any",))
    if isinstance(sample, str) and STAMP.fullmatch(sample):
        return Shape(("stamp",))
    return Shape((kind_name(sample),))


def _place(shape: Shape, path: str) -> Shape:
    """The place a path such as `data[].product[].id` names, made on the way when it is new."""
    for step in path.split("."):
        name = step.rstrip("[]")
        shape = shape.keys.setdefault(name, Shape())
        for _ in range(step.count("[]")):
            if shape.kinds == ("any",):
                shape.kinds = ("list",)
            shape.item = shape.item or Shape()
            shape = shape.item
    return shape


def _check(value: object, shape: Shape, path: str, shown: set[str]) -> Iterator[str]:
    if not shape.accepts(value):
        wanted = " | ".join(shape.kinds)
        yield f"{path or 'answer'}: {json.dumps(value)[:60]} is a {kind_name(value)}, wanted {wanted}"
        return
    if isinstance(value, dict):
        shown.add(path)
        yield from _check_keys(value, shape, path, shown)
    elif isinstance(value, list) and shape.item is not None:
        if value:
            shown.add(path)
        for number, element in enumerate(value):
            for complaint in _check(element, shape.item, f"{path}[]", shown):
                yield complaint.replace("[]", f"[{number}]", 1) if number else complaint


def _check_keys(value: dict[str, Any], shape: Shape, path: str, shown: set[str]) -> Iterator[str]:
    for name, inner in shape.keys.items():
        place = f"{path}.{name}" if path else name
        if name not in value:
            yield f"{place} is missing"
        else:
            yield from _check(value[name], inner, place, shown)


def _fillable(shape: Shape, path: str) -> Iterator[str]:
    """Places with an inside: unless they are shown once, nothing proves what stands in them."""
    if shape.keys or (shape.item is not None and not shape.may_be_empty):
        yield path
    if shape.may_be_empty:
        return
    for name, inner in shape.keys.items():
        yield from _fillable(inner, f"{path}.{name}" if path else name)
    if shape.item is not None:
        yield from _fillable(shape.item, f"{path}[]")


def _has(answer: object, path: str) -> bool:
    for name in path.split("."):
        if not isinstance(answer, dict) or name not in answer:
            return False
        answer = answer[name]
    return True
