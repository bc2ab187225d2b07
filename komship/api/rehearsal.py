"""Do an operation for show: everything happens, is answered, and is taken back."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from komship.api.envelope import Answer
from komship.lib.db import NetworkInTransaction


class NeedsNetwork(Exception):
    """The operation calls somebody in between, and what was said outside cannot be taken back."""


def rehearsed(run: Callable[[], Answer]) -> Answer:
    """The answer of an operation whose changes are rolled back; it says so in `test_mode`.

    Events it emits are rolled back with it, so nobody hears of them. Raises NeedsNetwork, and what
    the operation raises.
    """
    try:
        with transaction.atomic():
            answer = run()
            transaction.set_rollback(True)
    except NetworkInTransaction as error:
        raise NeedsNetwork from error
    return replace(answer, extra={**answer.extra, "test_mode": True})
