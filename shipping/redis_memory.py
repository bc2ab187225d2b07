"""Redis as the workers' shared memory: small scripts, and nothing that must not be forgotten."""

import logging
import time
from functools import lru_cache
from typing import Any

import redis
from django.conf import settings
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

PATIENCE_S = 0.5
# After a failure nobody waits for Redis again for so long.
LEAVE_ALONE_S = 5.0

_asked_again_at: dict[str, float] = {}


def run_script(text: str, *, keys: list[str], args: list[Any]) -> Any:
    """What a Lua script answers, in one round trip; None while Redis is away. Never raises for it."""
    url: str = settings.REDIS_URL
    if time.monotonic() < _asked_again_at.get(url, 0.0):
        return None
    try:
        return _script(text, url)(keys=keys, args=args)
    except RedisError:
        logger.warning("Redis is away: limits and pauses of couriers are off until it is back")
        _asked_again_at[url] = time.monotonic() + LEAVE_ALONE_S
        return None


@lru_cache(maxsize=32)
def _script(text: str, url: str) -> Any:
    return _client(url).register_script(text)


@lru_cache(maxsize=4)
def _client(url: str) -> "redis.Redis":
    return redis.Redis.from_url(url, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S)
