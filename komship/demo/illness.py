"""How the courier answers badly: every fault it is known for, dealt out to orders by a seed."""

import random
from collections.abc import Iterable, Sequence
from typing import Any

Fault = dict[str, Any]

# Held longer than the product waits, so that it gives up first.
_SILENCE_S = 6.0
# `commits`: the airway bill exists although nobody was told its number.
BOOKING_FAULTS: tuple[Fault, ...] = (
    {"kind": "timeout", "hold_s": _SILENCE_S},
    {"kind": "timeout", "hold_s": _SILENCE_S, "commits": True},
    # The courier makes the airway bill after the product has given up, and after it has asked again.
    {"kind": "late_commit", "hold_s": _SILENCE_S, "delay_s": 5.0},
    {"kind": "late_commit", "hold_s": _SILENCE_S, "delay_s": 15.0},
    {"kind": "lost_answer", "commits": True},
    {"kind": "lost_answer", "commits": False},
    {"kind": "reset", "commits": True},
    {"kind": "reset", "commits": False},
    {"kind": "error_500", "commits": True},
    {"kind": "error_500", "commits": False},
    {"kind": "too_many"},
    {"kind": "html", "commits": True},
    {"kind": "html", "commits": False},
    {"kind": "cut_json"},
    {"kind": "empty"},
    {"kind": "null_cnote"},
    # An answer, and a clear one: the order goes back to its seller, who asks again.
    {"kind": "refused"},
    {"kind": "slow", "latency_ms": 2_500},
)
TRACKING_FAULTS: tuple[Fault, ...] = (
    {"kind": "timeout", "hold_s": 3.0},
    {"kind": "error_500"},
    {"kind": "too_many"},
    {"kind": "html"},
    {"kind": "cut_json"},
    {"kind": "empty"},
    {"kind": "reset"},
)
BAD_LOGIN: Fault = {"kind": "bad_login", "endpoint": "pickupcashless"}


def deal(
    faults: Sequence[Fault], numbers: Iterable[str], *, endpoint: str, each: int, seed: int
) -> list[Fault]:
    """Each fault for `each` orders of its own, once per order; the same seed deals the same way."""
    pool = sorted(numbers)
    random.Random(seed).shuffle(pool)
    hands = [fault for fault in faults for _ in range(each)]
    return [
        {**fault, "endpoint": endpoint, "for_orders": [number], "count": 1}
        for fault, number in zip(hands, pool, strict=False)
    ]


def name_of(fault: Fault) -> str:
    """`tracking html`, `pickupcashless timeout, booked`."""
    is_booking = fault["endpoint"] == "pickupcashless" and fault["kind"] != "bad_login"
    has_booked = is_booking and fault.get("commits")
    return f"{fault['endpoint']} {fault['kind']}{', booked' if has_booked else ''}"
