"""The cache, and sessions in it, when Redis may be away: everything in it can be had from the database."""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.sessions.backends.cached_db import SessionStore as CachedSessions
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# After a failure nobody waits for Redis again for so long.
LEAVE_ALONE_S = 5.0
# A session that was ended while Redis was away may come back from it for so long at most.
SESSION_KEPT_S = 600

T = TypeVar("T")

# By address, for all threads of this process.
_asked_again_at: dict[str, float] = {}


class ForgivingRedisCache(RedisCache):
    """Finds nothing and keeps nothing while Redis is away, and never raises for it."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._address = str(server)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._try(lambda: super(ForgivingRedisCache, self).get(key, default, version), default)

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        self._try(lambda: super(ForgivingRedisCache, self).set(key, value, timeout, version), None)

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        return self._try(lambda: super(ForgivingRedisCache, self).add(key, value, timeout, version), False)

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._try(lambda: super(ForgivingRedisCache, self).delete(key, version), False)

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return self._try(lambda: super(ForgivingRedisCache, self).has_key(key, version), False)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        wanted = list(keys)
        return self._try(lambda: super(ForgivingRedisCache, self).get_many(wanted, version), {})

    def _try(self, work: Callable[[], T], otherwise: T) -> T:
        now = time.monotonic()
        if now < _asked_again_at.get(self._address, 0.0):
            return otherwise
        try:
            return work()
        except (RedisError, OSError):
            logger.warning("Redis is away: nothing is cached until it is back", exc_info=True)
            _asked_again_at[self._address] = now + LEAVE_ALONE_S
            return otherwise


class _ShortLived:
    """The cache as sessions see it: nothing is kept for as long as a session lasts."""

    def __init__(self, cache: Any) -> None:
        self._cache = cache

    def set(self, key: str, value: Any, timeout: float | None = None) -> None:
        kept_s = SESSION_KEPT_S if timeout is None else min(timeout, SESSION_KEPT_S)
        self._cache.set(key, value, kept_s)

    def __contains__(self, key: str) -> bool:
        return key in self._cache

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cache, name)


class SessionStore(CachedSessions):
    """Sessions live in the database; Redis only saves the reading."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._cache: Any = _ShortLived(caches[settings.SESSION_CACHE_ALIAS])
