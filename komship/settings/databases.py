"""DATABASE_URL as Django's DATABASES entry."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# What a connection was asked so often, it keeps ready.
PREPARED_AFTER = 3


def database_from_url(url: str, *, pool_size: int) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name?sslmode=require`; a socket folder goes in `?host=`.

    `?prepared=off` is for a pooler in between that gives every transaction another connection.
    Raises ValueError for any other engine: the ledger relies on PostgreSQL's triggers and locks.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL must start with postgresql://, not {parts.scheme}://")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    # Planning was a third of what storing an order costs; a prepared statement is planned once.
    is_prepared = options.pop("prepared", "on") != "off"
    options |= {"server_side_binding": True, "prepare_threshold": PREPARED_AFTER if is_prepared else None}
    if pool_size:
        # One connection per running thread at most; opening one costs more than most queries.
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {
        "ENGINE": "komship.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        # A restarted server leaves dead connections in every pool; each would cost somebody a request.
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options,
        "TEST": {"NAME": "test_komship"},
    }
