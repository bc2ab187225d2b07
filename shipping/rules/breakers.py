"""When calls to a carrier stop, and for how long.

A carrier has three lines, because its servers for prices, tracking and bookings fail one without the other.
A refused login is about all three.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Line(StrEnum):
    TARIFFS = "tariffs"
    TRACKING = "tracking"
    BOOKING = "booking"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Opens after `in_a_row` failures, or when `share_pct` of at least `share_of` calls within a
    window failed. Stays open for `open_s`, twice as long after every failed probe, up to `longest_s`."""

    in_a_row: int
    open_s: int
    longest_s: int
    share_pct: int = 50
    share_of: int = 20
    window_s: int = 60


# Sellers wait for prices, so one silence is enough to serve old ones for a moment. A booking that gets no
# answer leaves an unclear parcel behind, so a carrier in trouble is not sent many.
POLICIES: Mapping[Line, Policy] = {
    Line.TARIFFS: Policy(in_a_row=1, open_s=20, longest_s=120),
    Line.TRACKING: Policy(in_a_row=5, open_s=60, longest_s=900),
    Line.BOOKING: Policy(in_a_row=5, open_s=10, longest_s=300),
}

LOGIN_PAUSE_S = 300
# Longer than any call takes: a probe whose worker died makes way for the next one then.
PROBE_S = 45


def key_of(carrier: str, line: Line) -> str:
    """Where Redis keeps the state of a line."""
    return f"shipping:line:{carrier}:{line}"
