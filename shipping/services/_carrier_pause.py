"""A flag in Redis that keeps everybody away from a carrier that refuses our login or is down."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

T = TypeVar("T")

LOGIN_PAUSE_S = 300


def pause_carrier(carrier: str, *, seconds: int, reason: str) -> None:
    """Nobody calls the carrier for a while. Lost with Redis, which only costs a few calls."""
    _quietly(lambda: cache.set(_key(carrier), reason[:200], timeout=seconds), None)


def pause_reason(carrier: str) -> str | None:
    """Why the carrier is paused; None when it is not."""
    reason: str | None = _quietly(lambda: cache.get(_key(carrier)), None)
    return reason


def resume_carrier(carrier: str) -> None:
    """Let calls through again, e.g. after ops put in the right login."""
    _quietly(lambda: cache.delete(_key(carrier)), None)


def _key(carrier: str) -> str:
    return f"shipping:paused:{carrier}"


def _quietly(act: Callable[[], T], otherwise: T) -> T:
    try:
        return act()
    except RedisError:
        return otherwise
