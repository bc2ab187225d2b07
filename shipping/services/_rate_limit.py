"""A token bucket per carrier in Redis, shared by all workers; one round trip for a whole batch."""

from django.conf import settings

from shipping.redis_memory import run_script

DEFAULT_RATE_PER_S = 20

# Redis' own clock: workers on different machines must not refill each other's bucket twice.
_TAKE = """
local rate, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local t = redis.call('TIME')
local now = tonumber(t[1]) + tonumber(t[2]) / 1000000
local seen = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = tonumber(seen[1]) or burst
local at = tonumber(seen[2]) or now
left = math.min(burst, left + math.max(0, now - at) * rate)
local granted = math.min(wanted, math.floor(left))
redis.call('HSET', KEYS[1], 'left', tostring(left - granted), 'at', tostring(now))
redis.call('EXPIRE', KEYS[1], math.ceil(burst / rate) + 60)
return granted
"""


def rate_per_s(carrier: str) -> float:
    """Readings per second a carrier is asked at most (setting CARRIER_RATES_PER_S)."""
    rates: dict[str, float] = getattr(settings, "CARRIER_RATES_PER_S", {})
    return rates.get(carrier, DEFAULT_RATE_PER_S)


def take_turns(carrier: str, wanted: int) -> int:
    """How many of the wanted calls may be made right now. Never waits.

    Without Redis one call at a time is allowed: slower than usual, but never too fast.
    """
    rate = rate_per_s(carrier)
    burst = max(1, 2 * rate)
    granted = run_script(_TAKE, keys=[f"shipping:turns:{carrier}"], args=[rate, burst, wanted])
    return min(wanted, 1) if granted is None else int(granted)
