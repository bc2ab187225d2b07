import threading

import pytest
from django.db import transaction

from komship.lib.db import NetworkInTransaction
from shipping.carriers.side_by_side import CALLS_AT_ONCE, ask_side_by_side


def test_carriers_are_asked_at_the_same_time() -> None:
    """Each waits for the other: one after the other they would never end."""
    both = threading.Barrier(2, timeout=10)
    answers = ask_side_by_side({1: ("jne", both.wait), 2: ("shipper", both.wait)}, deadline_s=10)
    assert sorted(answers.values()) == [0, 1]


def test_a_carrier_that_hangs_takes_nobody_elses_threads() -> None:
    released = threading.Event()
    questions = dict.fromkeys(range(CALLS_AT_ONCE + 2), ("hanging", released.wait))
    answers = ask_side_by_side({**questions, "other": ("jne", lambda: True)}, deadline_s=0.2)
    assert answers == {"other": True}
    released.set()


def test_an_error_nobody_foresaw_is_not_swallowed() -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask_side_by_side({1: ("jne", broken)}, deadline_s=10)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_asked_inside_a_transaction() -> None:
    asked: list[int] = []
    with transaction.atomic(), pytest.raises(NetworkInTransaction):
        ask_side_by_side({1: ("jne", lambda: asked.append(1))}, deadline_s=1)
    assert asked == []
    with transaction.atomic():
        assert ask_side_by_side({}, deadline_s=1) == {}
