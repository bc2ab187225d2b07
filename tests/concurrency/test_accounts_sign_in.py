"""Forty guesses of one password at the same moment, and one name registered twice."""

import threading
from functools import partial

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import check_password
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.errors import NameTaken, TooManyTries, WrongCode, WrongCredentials
from accounts.models import Partner, User
from accounts.services import Device, register_partner, sign_in, use_second_factor
from accounts.services._wrong_tries import PER_ACCOUNT_AND_ADDRESS
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop, new_user
from tests.factories.second_factor import app_code, set_up

pytestmark = pytest.mark.django_db(transaction=True)

GUESSES = 40


@pytest.fixture
def siti() -> User:
    return make_shop("siti").owner


def test_no_more_guesses_than_allowed_are_looked_at(siti: User) -> None:
    def guess(password: str) -> str:
        try:
            sign_in("siti", password, device=Device(ip="10.0.0.9"))
        except WrongCredentials:
            return "looked at"
        except TooManyTries:
            return "stopped"
        return "in"

    outcomes = at_once([partial(guess, f"tebakan-{n}") for n in range(GUESSES)])

    assert outcomes == {"looked at": PER_ACCOUNT_AND_ADDRESS, "stopped": GUESSES - PER_ACCOUNT_AND_ADDRESS}


def test_control_counting_after_the_look_lets_all_through(siti: User) -> None:
    """The same with the count read before and written after the password is compared."""
    everybody_has_looked = threading.Barrier(GUESSES)

    def guess_carelessly(password: str) -> str:
        wrong_so_far = AccessAttempt.objects.filter(username="siti").count()
        everybody_has_looked.wait(timeout=30)
        if wrong_so_far >= PER_ACCOUNT_AND_ADDRESS:
            return "stopped"
        assert not check_password(password, siti.password)
        AccessAttempt.objects.create(
            username="siti", ip_address="10.0.0.9", user_agent=password, failures_since_start=1
        )
        return "looked at"

    outcomes = at_once([partial(guess_carelessly, f"tebakan-{n}") for n in range(GUESSES)])

    assert outcomes == {"looked at": GUESSES}


def test_one_name_is_registered_once() -> None:
    def register(spelling: str) -> str:
        try:
            register_partner(new_user(spelling), partner_name="Toko Dewi")
        except NameTaken:
            return "refused"
        return "registered"

    outcomes = at_once([partial(register, spelling) for spelling in ("dewi", "Dewi", "DEWI", "deWi")])

    assert outcomes == {"registered": 1, "refused": 3}
    assert (User.objects.count(), Partner.objects.count()) == (1, 1)


def test_one_app_code_opens_one_of_many_doors(siti: User) -> None:
    set_up(siti)
    code = app_code(siti, steps=1)

    def enter() -> str:
        try:
            use_second_factor(siti, code, ip="10.0.0.9")
        except WrongCode:
            return "refused"
        return "in"

    assert at_once([enter] * 4) == {"in": 1, "refused": 3}


def test_control_without_the_lock_a_code_opens_several(siti: User) -> None:
    """The same device read by everybody before anybody has written that the code was used."""
    set_up(siti)
    code = app_code(siti, steps=1)
    everybody_has_read = threading.Barrier(4)

    def enter_carelessly() -> str:
        device = TOTPDevice.objects.get(user=siti, confirmed=True)
        everybody_has_read.wait(timeout=30)
        return "in" if device.verify_token(code) else "refused"

    assert at_once([enter_carelessly] * 4)["in"] > 1
