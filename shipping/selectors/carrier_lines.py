from dataclasses import dataclass

from komship.lib import clock
from shipping.carriers.registry import FACTORIES, TRACKERS
from shipping.redis_memory import run_script
from shipping.rules.breakers import Line, key_of

_READ = """
local out = {}
for place, key in ipairs(KEYS) do
  local seen = redis.call('HMGET', key, 'until', 'reason')
  out[2 * place - 1], out[2 * place] = seen[1] or '', seen[2] or ''
end
return out
"""


@dataclass(frozen=True)
class LineState:
    """A line that is closed to calls for `wait_s` more seconds; 0: the next call tries it out."""

    carrier: str
    line: Line
    wait_s: int
    reason: str


def interrupted_lines(*carriers: str) -> list[LineState]:
    """Lines of these carriers (of all, unless some are named) on which calls wait. No query."""
    names = carriers or tuple(sorted({*FACTORIES, *TRACKERS}))
    lines = [(name, line) for name in names for line in Line]
    told = run_script(_READ, keys=[key_of(name, line) for name, line in lines], args=[])
    if told is None:
        return []
    texts = [text.decode(errors="replace") for text in told]
    now = clock.now().timestamp()
    return [
        LineState(name, line, max(0, round(float(until) - now)), reason)
        for (name, line), until, reason in zip(lines, texts[::2], texts[1::2], strict=True)
        if until
    ]


def is_interrupted(carrier: str, line: Line) -> bool:
    """Whether calls on this line wait at the moment. No query."""
    return any(state.line is line for state in interrupted_lines(carrier))
