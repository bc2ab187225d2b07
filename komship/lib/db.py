"""Small guards around the database, shared by all apps."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from komship.lib.errors import DomainError


class NotInTransaction(RuntimeError):
    """A service that writes together with its caller was called on its own."""


class NetworkInTransaction(RuntimeError):
    """A call would keep locks open for as long as a stranger likes to take."""


def require_transaction() -> None:
    """Raise NotInTransaction unless the caller has an open transaction."""
    if not connection.in_atomic_block:
        raise NotInTransaction("call this inside transaction.atomic()")


def require_one(touched: int, error: DomainError) -> None:
    """Raise the error unless a conditional UPDATE touched exactly one row."""
    if touched != 1:
        raise error


@contextmanager
def short_lock_wait(milliseconds: int) -> Iterator[None]:
    """A transaction that gives up on a lock after this many milliseconds."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{milliseconds}ms"])
        yield
