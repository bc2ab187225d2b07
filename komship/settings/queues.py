"""Celery's settings. Messages are only nudges and sweeps: the rows in the database are the work."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

VISIBILITY_TIMEOUT_S = 900
TASK_TIME_LIMIT_S = 600
TASK_SOFT_TIME_LIMIT_S = 540


def broker_url(redis_url: str) -> str:
    """Celery's spelling of a Redis address: it names unix sockets in its own way."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    db = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={db}"


def celery_settings(redis_url: str) -> dict[str, Any]:
    """Settings under the names Celery reads from Django (prefix CELERY_)."""
    return {
        "CELERY_BROKER_URL": broker_url(redis_url),
        "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP": True,
        "CELERY_BROKER_TRANSPORT_OPTIONS": {
            # Longer than any task may run, or Redis would hand a running task to a second worker.
            "visibility_timeout": VISIBILITY_TIMEOUT_S,
            "socket_timeout": 10,
            "socket_connect_timeout": 3,
        },
        "CELERY_TASK_IGNORE_RESULT": True,
        "CELERY_TASK_ACKS_LATE": True,
        "CELERY_TASK_REJECT_ON_WORKER_LOST": True,
        "CELERY_WORKER_PREFETCH_MULTIPLIER": 1,
        "CELERY_TASK_TIME_LIMIT": TASK_TIME_LIMIT_S,
        "CELERY_TASK_SOFT_TIME_LIMIT": TASK_SOFT_TIME_LIMIT_S,
        "CELERY_TASK_DEFAULT_QUEUE": "default",
        "CELERY_TASK_CREATE_MISSING_QUEUES": True,
        "CELERY_WORKER_HIJACK_ROOT_LOGGER": False,
        "CELERY_WORKER_SEND_TASK_EVENTS": False,
        "CELERY_TIMEZONE": "UTC",
        "CELERY_ENABLE_UTC": True,
        "CELERY_TASK_SERIALIZER": "json",
        "CELERY_ACCEPT_CONTENT": ["json"],
    }
