"""Whether this process lives (`/healthz`) and whether the installation can do its work (`/readyz`)."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

HEARTBEAT_KEY = "komship:worker:heartbeat"
HEARTBEAT_EVERY_S = 10
# Three beats may be lost before we call the workers dead.
HEARTBEAT_LIFE_S = 40


def redis_client() -> "redis.Redis":
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def beat_heart() -> None:
    """Called by every worker while it lives; the key dies with the last of them."""
    with redis_client() as client:
        client.set(HEARTBEAT_KEY, "1", ex=HEARTBEAT_LIFE_S)


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


def database_state() -> str:
    try:
        with connection.cursor() as cursor:
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
            alive = client.exists(HEARTBEAT_KEY)
    except redis.RedisError as error:
        return f"unknown: {type(error).__name__}"
    return "ok" if alive else f"no worker was seen for {HEARTBEAT_LIFE_S} s"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database_state,
    "migrations": migration_state,
    "redis": redis_state,
    "workers": worker_state,
}
