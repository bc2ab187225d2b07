"""Whether this process lives (`/healthz`) and whether the installation can do its work (`/readyz`)."""

import logging
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

QUEUES = ("default", "carriers", "webhooks", "notify", "bulk")
PULSE_EVERY_S = 10
# Three pulses may be lost before we call a queue's workers dead.
PULSE_LIFE_S = 40


def pulse_key(queue: str) -> str:
    return f"komship:pulse:{queue}"


def redis_client() -> "redis.Redis":
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def beat_pulse(queues: list[str]) -> None:
    """Called by every worker while it lives; a queue's key dies with the last worker that serves it."""
    try:
        with redis_client() as client:
            for queue in queues:
                client.set(pulse_key(queue), "1", ex=PULSE_LIFE_S)
    except redis.RedisError:
        logger.warning("Redis did not take the worker's pulse")


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readiness(request: HttpRequest) -> JsonResponse:
    """503 with one reason per part that is not ready."""
    parts = {name: check() for name, check in CHECKS.items()}
    ready = all(reason == "ok" for reason in parts.values())
    return JsonResponse(
        {"status": "ok" if ready else "unavailable", "parts": parts}, status=200 if ready else 503
    )


def database_state(database: BaseDatabaseWrapper | None = None) -> str:
    try:
        with (database or connection).cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"no database: {type(error).__name__}"
    return "ok"


def migration_state() -> str:
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        return f"unknown: {type(error).__name__}"
    return f"{missing} migrations are not applied" if missing else "ok"


def redis_state() -> str:
    try:
        with redis_client() as client:
            client.ping()
    except redis.RedisError as error:
        return f"no Redis: {type(error).__name__}"
    return "ok"


def worker_state() -> str:
    try:
        with redis_client() as client:
            silent = [queue for queue in QUEUES if not client.exists(pulse_key(queue))]
    except redis.RedisError as error:
        return f"unknown: {type(error).__name__}"
    return f"no worker for {PULSE_LIFE_S} s on: {', '.join(silent)}" if silent else "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database_state,
    "migrations": migration_state,
    "redis": redis_state,
    "workers": worker_state,
}
