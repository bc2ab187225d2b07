"""Faults the sandbox can be told to commit, and how many it has committed."""

from __future__ import annotations

import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from shipping.sandbox.parcels import Endpoint, Refused


class FaultKind(StrEnum):
    TIMEOUT = "timeout"
    ERROR_500 = "error_500"
    HTML = "html"
    CUT_JSON = "cut_json"
    EMPTY = "empty"
    LOST_ANSWER = "lost_answer"
    RESET = "reset"
    LATE_COMMIT = "late_commit"
    NULL_CNOTE = "null_cnote"
    BAD_LOGIN = "bad_login"
    REFUSED = "refused"
    CANNED = "canned"
    SLOW = "slow"
    INVALID_INPUT = "invalid_input"
    TOO_MANY = "too_many"


# Whether the courier has done the work although the caller cannot know it.
_COMMITS = frozenset(
    {FaultKind.CUT_JSON, FaultKind.LOST_ANSWER, FaultKind.NULL_CNOTE, FaultKind.SLOW, FaultKind.EMPTY}
)
EVERY = "*"


class Hangup(Exception):
    """Close the connection without an answer, by a reset if need be."""

    def __init__(self, *, is_reset: bool = False) -> None:
        super().__init__()
        self.is_reset = is_reset


@dataclass(kw_only=True)
class Fault:
    """One switch. `count` runs down to zero; None is without end. Times in seconds.

    `status` and `body` are the answer of a canned fault.
    """

    kind: FaultKind
    endpoint: str = EVERY
    count: int | None = None
    probability: float = 1.0
    for_orders: frozenset[str] = frozenset()
    latency_ms: int = 0
    hold_s: float = 30.0
    delay_s: float = 1.0
    commits: bool = False
    status: int = 200
    body: str = ""
    number: int = 0
    hits: int = 0

    def concerns(self, endpoint: Endpoint, references: frozenset[str]) -> bool:
        return (
            self.endpoint in {EVERY, endpoint.value}
            and self.count != 0
            and (not self.for_orders or bool(self.for_orders & references))
        )

    def as_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "kind": self.kind.value,
            "endpoint": self.endpoint,
            "count": self.count,
            "probability": self.probability,
            "for_orders": sorted(self.for_orders),
            "latency_ms": self.latency_ms,
            "hold_s": self.hold_s,
            "delay_s": self.delay_s,
            "commits": self.commits,
            "hits": self.hits,
        }


def _flag(value: object) -> bool:
    return str(value).casefold() in {"1", "true", "yes", "on"}


def _order_ids(value: object) -> frozenset[str]:
    words = value if isinstance(value, list) else str(value or "").replace(",", " ").split()
    return frozenset(str(word) for word in words)


def read_fault(data: dict[str, object]) -> Fault:
    """A fault from a JSON body or a form. Raises Refused for values that make no sense."""
    try:
        kind = FaultKind(str(data.get("kind")))
        endpoint = str(data.get("endpoint") or EVERY)
        if endpoint != EVERY:
            Endpoint(endpoint)
        count = data.get("count")
        commits = data.get("commits")
        fault = Fault(
            kind=kind,
            endpoint=endpoint,
            count=None if count in (None, "") else int(str(count)),
            probability=float(str(data.get("probability") or 1.0)),
            for_orders=_order_ids(data.get("for_orders")),
            latency_ms=int(str(data.get("latency_ms") or 0)),
            hold_s=float(str(data.get("hold_s") or 30.0)),
            delay_s=float(str(data.get("delay_s") or 1.0)),
            status=int(str(data.get("status") or 200)),
            body=str(data.get("body") or ""),
            commits=kind in _COMMITS if commits in (None, "") else _flag(commits),
        )
    except ValueError as error:
        raise Refused(str(error)) from error
    if not 0 <= fault.probability <= 1:
        raise Refused("probability must be between 0 and 1")
    return fault


@dataclass
class FaultBoard:
    """The switches in force, asked once per request."""

    seed: int = 1
    faults: list[Fault] = field(default_factory=list)
    committed: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._dice = random.Random(self.seed)  # noqa: S311 - chooses faults, not secrets
        self._numbers = 0

    def add(self, fault: Fault) -> Fault:
        with self._lock:
            self._numbers += 1
            fault.number = self._numbers
            self.faults.append(fault)
        return fault

    def clear(self, number: int | None = None) -> None:
        with self._lock:
            self.faults = [f for f in self.faults if number is not None and f.number != number]

    def pick(self, endpoint: Endpoint, references: frozenset[str]) -> Fault | None:
        """The first switch that concerns this request and wins its throw."""
        if not self.faults:
            return None
        with self._lock:
            for fault in self.faults:
                if fault.concerns(endpoint, references) and self._dice.random() < fault.probability:
                    fault.hits += 1
                    if fault.count is not None:
                        fault.count -= 1
                    self.committed[f"{endpoint.value}:{fault.kind.value}"] += 1
                    return fault
        return None
