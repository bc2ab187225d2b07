"""Fixed-window limits in Redis: one round trip per request."""

import time
from typing import ClassVar

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView


class FixedWindow(BaseThrottle):
    """At most `limit` calls per `window_s` seconds for one caller; the limits are settings."""

    scope: ClassVar[str]

    def allow_request(self, request: Request, view: APIView) -> bool:
        limit, window_s = settings.API_LIMITS[self.scope]
        window = int(time.time()) // window_s
        key = f"throttle:{self.scope}:{self.caller(request)}:{window}"
        cache.add(key, 0, timeout=window_s + 5)
        try:
            used = cache.incr(key)
        except ValueError:  # The key expired between the two commands.
            used = 1
        self._wait_s = window_s - int(time.time()) % window_s
        return bool(used <= limit)

    def caller(self, request: Request) -> str:
        return self.get_ident(request) or "unknown"

    def wait(self) -> float:
        return float(self._wait_s)


class PerAddress(FixedWindow):
    """For operations anybody may call."""

    scope = "public"


class PerUser(FixedWindow):
    """For signed-in callers."""

    scope = "seller"

    def caller(self, request: Request) -> str:
        return f"u{request.user.pk}" if request.user.is_authenticated else super().caller(request)
