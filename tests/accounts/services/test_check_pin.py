from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from accounts.errors import PinLocked, PinMalformed, PinNotSet
from accounts.models import User
from accounts.selectors.pin import has_recent_pin_check
from accounts.services import change_pin, check_pin, set_pin
from komship.lib import clock

PIN = "012345"


@pytest.fixture
def with_pin(siti: User) -> User:
    set_pin(siti.pk, PIN)
    return siti


def guess_wrong(user: User, times: int) -> None:
    for _ in range(times):
        assert not check_pin(user.pk, "999999").is_match


def test_number_that_lost_its_zeros_is_the_same_pin(with_pin: User) -> None:
    assert check_pin(with_pin.pk, 12345).is_match


def test_right_pin_is_remembered_for_ten_minutes(with_pin: User) -> None:
    assert not has_recent_pin_check(with_pin.pk)
    assert check_pin(with_pin.pk, PIN).is_match
    assert has_recent_pin_check(with_pin.pk)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert not has_recent_pin_check(with_pin.pk)


def test_wrong_pin_confirms_nothing_and_counts(with_pin: User) -> None:
    first, second = check_pin(with_pin.pk, "999999"), check_pin(with_pin.pk, "999998")
    assert (first.is_match, first.tries_left) == (False, 2)
    assert (second.is_match, second.tries_left) == (False, 1)
    assert not has_recent_pin_check(with_pin.pk)


def test_right_pin_forgets_wrong_tries(with_pin: User) -> None:
    guess_wrong(with_pin, 2)
    assert check_pin(with_pin.pk, PIN).is_match
    guess_wrong(with_pin, 2)
    assert check_pin(with_pin.pk, PIN).is_match


def test_third_wrong_try_locks_for_thirty_minutes(with_pin: User) -> None:
    now = clock.now().replace(hour=3, minute=0, second=0)
    with time_machine.travel(now, tick=False):
        guess_wrong(with_pin, 3)
        with pytest.raises(PinLocked, match=r"10\.30 WIB"):
            check_pin(with_pin.pk, PIN)
    with time_machine.travel(now + timedelta(minutes=29)), pytest.raises(PinLocked):
        check_pin(with_pin.pk, PIN)
    with time_machine.travel(now + timedelta(minutes=31)):
        assert check_pin(with_pin.pk, PIN).is_match


def test_lock_that_ran_out_gives_three_new_tries(with_pin: User) -> None:
    guess_wrong(with_pin, 3)
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        guess_wrong(with_pin, 3)
        with pytest.raises(PinLocked):
            check_pin(with_pin.pk, PIN)


def test_malformed_pin_costs_no_try(with_pin: User) -> None:
    for _ in range(5):
        with pytest.raises(PinMalformed):
            check_pin(with_pin.pk, "12")
    assert check_pin(with_pin.pk, PIN).is_match


def test_checking_without_a_pin(siti: User) -> None:
    with pytest.raises(PinNotSet):
        check_pin(siti.pk, PIN)
    with pytest.raises(PinNotSet):
        change_pin(siti.pk, PIN)


@pytest.mark.django_db(transaction=True)
def test_check_refuses_to_hide_in_a_callers_transaction(siti: User) -> None:
    set_pin(siti.pk, PIN)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        check_pin(siti.pk, "999999")
