"""Questions to several carriers at the same time, none of which can hold up the others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from functools import lru_cache
from typing import TypeVar

from komship.lib.http import refuse_inside_transaction

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

CALLS_AT_ONCE = 4


def ask_side_by_side(questions: Mapping[K, tuple[str, Callable[[], T]]], *, deadline_s: float) -> dict[K, T]:
    """The answers that are there by the deadline. A question names its carrier and the call to make.

    Calls run in threads of their carrier and must not touch the database; one that comes too late runs
    to its end and its answer is nobody's. Raises NetworkInTransaction before anything is asked, and
    whatever a call raises.
    """
    if questions:
        refuse_inside_transaction()
    calls = {key: _pool(carrier).submit(call) for key, (carrier, call) in questions.items()}
    wait(calls.values(), timeout=deadline_s)
    return {key: call.result() for key, call in calls.items() if call.done()}


@lru_cache(maxsize=16)
def _pool(carrier: str) -> ThreadPoolExecutor:
    """Threads of one carrier: one that hangs cannot take those of another."""
    return ThreadPoolExecutor(max_workers=CALLS_AT_ONCE, thread_name_prefix=f"ask-{carrier}")
