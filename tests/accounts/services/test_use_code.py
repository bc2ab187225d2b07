from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from accounts.errors import CodeExpired, TooManyCodeTries, TooManyTries, WrongCode
from accounts.models import OneTimeCode, User
from accounts.rules import CODE_TRIES
from accounts.services import send_code, use_code
from komship.lib import clock
from tests.factories.codes import secret_of, wrong_code


@pytest.fixture
def code(siti: User) -> str:
    send_code(siti, purpose="phone", channel="sms", address="6281234567890")
    return secret_of(siti, "phone")


def test_right_code_works_once(siti: User, code: str) -> None:
    use_code(siti, purpose="phone", code=f" {code} ")
    with pytest.raises(CodeExpired):
        use_code(siti, purpose="phone", code=code)


def test_number_that_lost_its_zeros_is_the_same_code(siti: User, code: str) -> None:
    use_code(siti, purpose="phone", code=int(code))


def test_fifth_wrong_try_is_the_last(siti: User, code: str) -> None:
    for _ in range(CODE_TRIES):
        with pytest.raises(WrongCode):
            use_code(siti, purpose="phone", code=wrong_code(code))
    with pytest.raises(TooManyCodeTries) as refused:
        use_code(siti, purpose="phone", code=code)
    assert isinstance(refused.value, TooManyTries)
    assert OneTimeCode.objects.get().confirmed_at is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "12\x0056", -1, 10**7])
def test_what_cannot_be_a_code_costs_no_try(siti: User, code: str, typed: str | int) -> None:
    with pytest.raises(WrongCode):
        use_code(siti, purpose="phone", code=typed)
    assert OneTimeCode.objects.get().tries == 0


def test_code_serves_its_purpose_person_and_time_only(siti: User, rina: User, code: str) -> None:
    with pytest.raises(CodeExpired):
        use_code(siti, purpose="bank_account", code=code)
    with pytest.raises(CodeExpired):
        use_code(rina, purpose="phone", code=code)
    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=1)), pytest.raises(CodeExpired):
        use_code(siti, purpose="phone", code=code)


def test_a_link_is_not_typed(siti: User) -> None:
    send_code(siti, purpose="reset_password", channel="email", address=siti.email)
    with pytest.raises(WrongCode):
        use_code(siti, purpose="reset_password", code="0")


@pytest.mark.django_db(transaction=True)
def test_try_refuses_to_hide_in_a_callers_transaction(siti: User, code: str) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        use_code(siti, purpose="phone", code=code)
