"""Twenty guesses of one PIN at the same moment, and two people's first PIN at once."""

import threading
from functools import partial

import pytest
from django.contrib.auth.hashers import check_password

from accounts.errors import PinAlreadySet, PinLocked
from accounts.models import Pin, User
from accounts.services import check_pin, set_pin
from accounts.services.check_pin import TRIES
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop

pytestmark = pytest.mark.django_db(transaction=True)

GUESSES = 20
PIN = "246810"


@pytest.fixture
def owner() -> User:
    return make_shop("siti").owner


@pytest.fixture
def pin(owner: User) -> Pin:
    set_pin(owner.pk, PIN)
    return Pin.objects.get()


def guess(user_id: int, typed: str) -> str:
    try:
        return "match" if check_pin(user_id, typed).is_match else "wrong"
    except PinLocked:
        return "locked"


def test_exactly_three_of_twenty_guesses_are_looked_at(pin: Pin) -> None:
    outcomes = at_once([partial(guess, pin.user_id, f"{n:06d}") for n in range(GUESSES)])

    assert outcomes == {"wrong": TRIES, "locked": GUESSES - TRIES}
    pin.refresh_from_db()
    assert pin.tries == TRIES
    assert pin.locked_until is not None
    assert guess(pin.user_id, PIN) == "locked"


def test_control_counting_after_the_look_lets_more_through(pin: Pin) -> None:
    """The same with the count read before and written after the look: the lock comes too late."""
    everybody_has_looked = threading.Barrier(GUESSES)

    def guess_carelessly(typed: str) -> str:
        row = Pin.objects.get(pk=pin.pk)
        everybody_has_looked.wait(timeout=30)
        if row.tries >= TRIES:
            return "locked"
        assert not check_password(typed, row.secret)
        Pin.objects.filter(pk=pin.pk).update(tries=min(row.tries + 1, TRIES))
        return "wrong"

    outcomes = at_once([partial(guess_carelessly, f"{n:06d}") for n in range(GUESSES)])

    assert outcomes["wrong"] > TRIES
    pin.refresh_from_db()
    assert pin.tries < TRIES, "and counts were lost"


def test_right_guess_in_the_crowd_unlocks_or_waits(pin: Pin) -> None:
    """Whoever of the four comes first: at most two wrong ones are looked at beside the right one."""
    outcomes = at_once([partial(guess, pin.user_id, typed) for typed in ("1" * 6, "2" * 6, PIN, "3" * 6)])

    assert outcomes["match"] + outcomes["wrong"] + outcomes["locked"] == 4
    pin.refresh_from_db()
    assert pin.tries <= TRIES
    assert (pin.locked_until is not None) == (pin.tries == TRIES)


def test_one_of_many_first_pins_wins(owner: User) -> None:
    def set_first(typed: str) -> str:
        try:
            set_pin(owner.pk, typed)
        except PinAlreadySet:
            return "refused"
        return "set"

    outcomes = at_once([partial(set_first, f"{n:06d}") for n in range(8)])

    assert outcomes == {"set": 1, "refused": 7}
    assert Pin.objects.count() == 1
