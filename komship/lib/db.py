"""Small guards around the database, shared by all apps."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection, transaction
from psycopg.adapt import Dumper, PyFormat
from psycopg.types.numeric import Int8, Int8Dumper, IntDumper

from komship.lib.errors import DomainError


class NotInTransaction(RuntimeError):
    """A service that writes together with its caller was called on its own."""


class NetworkInTransaction(RuntimeError):
    """A call would keep locks open for as long as a stranger likes to take."""


class WideIntDumper(IntDumper):
    """Numbers go to the server as bigint, larger ones as numeric."""

    _wide = Int8Dumper(Int8)

    def upgrade(self, obj: int, format: PyFormat) -> Dumper:  # noqa: A002 - named by the driver
        return self._wide if -(2**63) <= obj < 2**63 else super().upgrade(obj, format)


def send_integers_wide() -> None:
    """Bare numbers of SQL we write ourselves have one type, whatever their size.

    By default a small number goes as smallint, and a product of two small numbers no longer fits.
    """
    psycopg.adapters.register_dumper(int, WideIntDumper)


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
