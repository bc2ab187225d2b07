"""Fixed-window limits in Redis: one round trip per request."""

import logging
import math
import time
from functools import lru_cache
from typing import ClassVar

import redis
from django.conf import settings
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

logger = logging.getLogger(__name__)

# Limits protect; they must not become what makes requests slow or refuses them.
PATIENCE_S = 0.3
LEAVE_ALONE_S = 10.0


class Counters:
    """Counts per key in Redis. Without Redis there is no count, and nobody is refused."""

    def __init__(self, client: "redis.Redis") -> None:
        self._client = client
        self._asked_again_at = 0.0

    def add_one(self, key: str, *, life_s: int) -> int | None:
        """The count with this call in it; None while Redis is away. Never raises."""
        if time.monotonic() < self._asked_again_at:
            return None
        try:
            with self._client.pipeline(transaction=False) as pipe:
                pipe.incr(key)
                pipe.expire(key, life_s)
                used, _ = pipe.execute()
        except RedisError:
            if not self._asked_again_at:
                logger.warning("Redis is away: API limits are off until it is back", exc_info=True)
            self._asked_again_at = time.monotonic() + LEAVE_ALONE_S
            return None
        self._asked_again_at = 0.0
        return int(used)


@lru_cache(maxsize=4)
def counters_at(url: str) -> Counters:
    """This process's counters; the client behind them keeps its connections."""
    return Counters(redis.Redis.from_url(url, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S))


def within_limit(scope: str, caller: str) -> bool:
    """Count a call of this caller and say whether the limit (setting API_LIMITS) still allows it.

    For pages; operations of the API have throttles. Both share their counters by scope.
    """
    limit, window_s = settings.API_LIMITS[scope]
    key = f"komship:limit:{scope}:{caller or 'unknown'}:{int(time.time() // window_s)}"
    used = counters_at(settings.REDIS_URL).add_one(key, life_s=window_s + 5)
    return used is None or used <= limit


class FixedWindow(BaseThrottle):
    """At most `limit` calls per `window_s` seconds for one caller (setting API_LIMITS, by scope)."""

    scope: ClassVar[str]

    def allow_request(self, request: Request, view: APIView) -> bool:
        limit, window_s = settings.API_LIMITS[self.scope]
        now = time.time()
        window = int(now // window_s)
        self._wait_s = math.ceil((window + 1) * window_s - now)
        key = f"komship:limit:{self.scope}:{self.caller(request)}:{window}"
        used = counters_at(settings.REDIS_URL).add_one(key, life_s=window_s + 5)
        return used is None or used <= limit

    def caller(self, request: Request) -> str:
        return self.get_ident(request) or "unknown"

    def wait(self) -> float:
        return float(self._wait_s)


class PerAddress(FixedWindow):
    """For operations anybody may call."""

    scope = "public"


class MailPerAddress(FixedWindow):
    """For operations that send mail to an address anybody may type, or say whether it is known."""

    scope = "mail"


class PushPerAddress(FixedWindow):
    """For what carriers send us unasked, often many at once."""

    scope = "push"


class PerUser(FixedWindow):
    """For signed-in callers."""

    scope = "seller"

    def caller(self, request: Request) -> str:
        return f"u{request.user.pk}" if request.user.is_authenticated else super().caller(request)
