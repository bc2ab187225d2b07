"""The circuit breaker of a carrier's lines: opens on failures, lets one probe through, closes on success.

The state is in Redis, shared by all workers. When Redis is emptied or away every line is closed, which
costs a few calls and nothing else.
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from komship.lib import clock
from shipping.carriers.base import (
    BookingOutcomeUnknown,
    CarrierError,
    CarrierLoginFailed,
    CarrierUnavailable,
)
from shipping.redis_memory import run_script
from shipping.rules.breakers import LOGIN_PAUSE_S, POLICIES, PROBE_S, Line, key_of

logger = logging.getLogger(__name__)

# A line that nobody uses forgets its failures, and one that was open long ago is simply closed.
_FORGET_S = 600
_FORGET_OPEN_S = 3600

_ASK = """
local seen = redis.call('HMGET', KEYS[1], 'until', 'probe_until', 'reason')
local open_until = tonumber(seen[1])
if not open_until then return {'go', '', ''} end
local now = tonumber(ARGV[1])
local wait = math.max(open_until, tonumber(seen[2]) or 0) - now
if wait > 0 then return {'wait', tostring(wait), seen[3] or ''} end
redis.call('HSET', KEYS[1], 'probe', ARGV[3], 'probe_until', string.format('%.3f', now + tonumber(ARGV[2])))
return {'probe', ARGV[3], ''}
"""

# Only the probe may end an open line: calls that began before it opened prove nothing.
_REPORT = """
local now, is_ok, probe = tonumber(ARGV[1]), ARGV[2] == '1', ARGV[3]
local open_s, longest_s = tonumber(ARGV[4]), tonumber(ARGV[5])
local seen = redis.call('HMGET', KEYS[1], 'until', 'probe', 'opens', 'row', 'window', 'ok', 'bad')
local function open(opens)
  local pause = math.min(longest_s, open_s * 2 ^ (opens - 1))
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'until', string.format('%.3f', now + pause), 'opens', opens)
  redis.call('HSET', KEYS[1], 'reason', ARGV[10])
  redis.call('EXPIRE', KEYS[1], math.ceil(pause) + tonumber(ARGV[12]))
  return 'opened'
end
if tonumber(seen[1]) then
  if probe == '' or seen[2] ~= probe then return 'ignored' end
  if not is_ok then return open((tonumber(seen[3]) or 1) + 1) end
  redis.call('DEL', KEYS[1])
  return 'closed'
end
local window = math.floor(now / tonumber(ARGV[9]))
local ok, bad = tonumber(seen[6]) or 0, tonumber(seen[7]) or 0
if tonumber(seen[5]) ~= window then ok, bad = 0, 0 end
local row = 0
if is_ok then ok = ok + 1 else bad, row = bad + 1, (tonumber(seen[4]) or 0) + 1 end
local calls = ok + bad
local is_share = calls >= tonumber(ARGV[8]) and bad * 100 >= calls * tonumber(ARGV[7])
if not is_ok and (row >= tonumber(ARGV[6]) or is_share) then return open(1) end
redis.call('HSET', KEYS[1], 'row', row, 'window', window, 'ok', ok, 'bad', bad)
redis.call('EXPIRE', KEYS[1], tonumber(ARGV[11]))
return 'counted'
"""

_GIVE_BACK = """
if redis.call('HGET', KEYS[1], 'probe') == ARGV[1] then
  redis.call('HDEL', KEYS[1], 'probe', 'probe_until')
end
"""

_PAUSE = """
for _, key in ipairs(KEYS) do
  redis.call('DEL', key)
  redis.call('HSET', key, 'until', ARGV[1], 'opens', 1, 'reason', ARGV[2])
  redis.call('EXPIRE', key, tonumber(ARGV[3]))
end
"""

_CLOSE = "return redis.call('DEL', unpack(KEYS))"


class LinePaused(CarrierUnavailable):
    """Nobody was asked: the line is open, to be tried again in `wait_s` seconds."""

    def __init__(self, carrier: str, *, wait_s: int, reason: str) -> None:
        super().__init__(f"{carrier} is paused: {reason or 'being tried out'}")
        self.wait_s = wait_s


@dataclass(frozen=True)
class Leave:
    """Leave to make one call. With a `probe` it is the one call that tries an open line out."""

    carrier: str
    line: Line
    probe: str = ""


def ask(carrier: str, line: Line) -> Leave:
    """Leave for one call on this line, to be used with `calling`. Raises LinePaused."""
    args = [_now(), PROBE_S, secrets.token_hex(4)]
    answer = run_script(_ASK, keys=[key_of(carrier, line)], args=args)
    if answer is None:
        return Leave(carrier, line)
    verdict, value, reason = (text.decode(errors="replace") for text in answer)
    if verdict == "wait":
        raise LinePaused(carrier, wait_s=max(1, ceil(float(value))), reason=reason)
    return Leave(carrier, line, value)


@contextmanager
def calling(leave: Leave) -> Iterator[None]:
    """Make the call inside: what it raises decides whether the line opens, stays or closes.

    A refusal or "not found" is an answer, so the line is well. Errors go through unchanged.
    """
    try:
        yield
    except CarrierLoginFailed as failure:
        pause_carrier(leave.carrier, seconds=LOGIN_PAUSE_S, reason=failure.reason or "login refused")
        raise
    except (CarrierUnavailable, BookingOutcomeUnknown) as failure:
        _report(leave, is_ok=False, reason=failure.reason or type(failure).__name__)
        raise
    except CarrierError:
        _report(leave, is_ok=True)
        raise
    except BaseException:
        give_back(leave)
        raise
    _report(leave, is_ok=True)


def give_back(leave: Leave) -> None:
    """The call was not made after all: the next one may try the line out."""
    if leave.probe:
        run_script(_GIVE_BACK, keys=[key_of(leave.carrier, leave.line)], args=[leave.probe])


def pause_carrier(carrier: str, *, seconds: int, reason: str) -> None:
    """Open every line of a carrier; afterwards one call on each tries it out."""
    until = round(_now() + seconds, 3)
    run_script(_PAUSE, keys=_keys(carrier), args=[until, reason[:200], seconds + _FORGET_OPEN_S])
    logger.error("%s is not called for %s s: %s", carrier, seconds, reason)


def close_lines(carrier: str) -> None:
    """Let calls through again at once, e.g. after ops put in the right login."""
    run_script(_CLOSE, keys=_keys(carrier), args=[])


def _keys(carrier: str) -> list[str]:
    return [key_of(carrier, line) for line in Line]


def _report(leave: Leave, *, is_ok: bool, reason: str = "") -> None:
    policy = POLICIES[leave.line]
    args = [
        _now(), int(is_ok), leave.probe, policy.open_s, policy.longest_s, policy.in_a_row,
        policy.share_pct, policy.share_of, policy.window_s, reason[:200], _FORGET_S, _FORGET_OPEN_S,
    ]  # fmt: skip
    verdict = run_script(_REPORT, keys=[key_of(leave.carrier, leave.line)], args=args)
    if verdict == b"opened":
        logger.warning("%s of %s stop for a while: %s", leave.line, leave.carrier, reason)
    elif verdict == b"closed":
        logger.warning("%s of %s go on", leave.line, leave.carrier)


def _now() -> float:
    # Of workers on several machines; a second more or less does no harm here.
    return round(clock.now().timestamp(), 3)
