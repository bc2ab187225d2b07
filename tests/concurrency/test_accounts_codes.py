"""Twenty guesses of one code at the same moment, and many requests for a code at once."""

import threading
from functools import partial

import pytest
from django.db import transaction

from accounts.errors import CodeExpired, CodeSentRecently, NotProven, TooManyCodeTries, WrongCode
from accounts.models import OneTimeCode, User
from accounts.rules import CODE_TRIES, code_matches
from accounts.services import send_code, spend_proof, use_code
from komship.core.models import OutboxEvent
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.codes import secret_of, type_code

pytestmark = pytest.mark.django_db(transaction=True)

GUESSES = 12


@pytest.fixture
def owner() -> User:
    user = make_shop("siti").owner
    send_code(user, purpose="pin_reset", channel="email", address=user.email)
    return user


def guesses(right: str) -> list[str]:
    """Wrong ones, all different."""
    return [f"{(int(right) + 1 + n) % 10_000:04d}" for n in range(GUESSES)]


def guess(user: User, typed: str) -> str:
    try:
        use_code(user, purpose="pin_reset", code=typed)
    except WrongCode:
        return "wrong"
    except TooManyCodeTries:
        return "too many"
    except CodeExpired:
        return "used"
    return "right"


def test_exactly_five_guesses_are_looked_at(owner: User) -> None:
    right = secret_of(owner, "pin_reset")
    outcomes = at_once([partial(guess, owner, typed) for typed in guesses(right)])
    assert outcomes == {"wrong": CODE_TRIES, "too many": GUESSES - CODE_TRIES}
    assert guess(owner, right) == "too many"


def test_control_counting_after_the_look_lets_more_through(owner: User) -> None:
    """The same with the count read before and written after the look."""
    right = secret_of(owner, "pin_reset")
    everybody_has_read = threading.Barrier(GUESSES)

    def guess_carelessly(typed: str) -> str:
        row = OneTimeCode.objects.get()
        everybody_has_read.wait(timeout=30)
        if row.tries >= CODE_TRIES:
            return "too many"
        assert not code_matches(typed, row.seed, row.purpose)
        OneTimeCode.objects.filter(pk=row.pk).update(tries=row.tries + 1)
        return "wrong"

    outcomes = at_once([partial(guess_carelessly, typed) for typed in guesses(right)])
    assert outcomes["wrong"] > CODE_TRIES


def test_right_code_typed_twice_at_once_confirms_once(owner: User) -> None:
    right = secret_of(owner, "pin_reset")
    outcomes = at_once([partial(guess, owner, right) for _ in range(4)])
    assert outcomes == {"right": 1, "used": 3}


def test_many_requests_at_once_send_one_code(owner: User) -> None:
    def ask() -> str:
        try:
            send_code(owner, purpose="identity", channel="email", address=owner.email)
        except CodeSentRecently:
            return "wait"
        return "sent"

    assert at_once([ask] * 6) == {"sent": 1, "wait": 5}
    events = OutboxEvent.objects.filter(topic="code.requested")
    assert events.count() == 2, "the fixture's and one more"


def test_one_proof_serves_one_of_many_deeds_at_once(owner: User) -> None:
    type_code(owner, "pin_reset")

    def spend() -> str:
        try:
            with transaction.atomic():
                spend_proof(owner.pk, purpose="pin_reset")
        except NotProven:
            return "refused"
        return "done"

    assert at_once([spend] * 5) == {"done": 1, "refused": 4}
