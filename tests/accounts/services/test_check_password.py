from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from pytest_django import Settings

from accounts.errors import TooManyTries, WrongCredentials
from accounts.models import User
from accounts.services import Device, forget_old_tries, sign_in
from accounts.services._wrong_tries import (
    EVERYWHERE,
    PER_ACCOUNT,
    PER_ACCOUNT_AND_ADDRESS,
    PER_ADDRESS,
    WINDOW,
)
from komship.lib import clock
from tests.factories.accounts import PASSWORD

PHONE = Device(ip="10.0.0.1", user_agent="Android", label="android", push_token="push-1")
ELSEWHERE = Device(ip="10.0.0.2")


def guess_wrong(login: str, times: int, device: Device = PHONE) -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            sign_in(login, "salah-sekali", device=device)


def test_unknown_account_costs_a_hash_like_a_known_one(siti: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return original(self, password, salt)

    original = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    guess_wrong("siti", 1)
    guess_wrong("nobody", 1)
    assert hashed == ["salah-sekali", "salah-sekali"]


def test_closed_account_looks_like_a_wrong_password(siti: User) -> None:
    User.objects.filter(pk=siti.pk).update(is_active=False)
    with pytest.raises(WrongCredentials):
        sign_in("siti", PASSWORD, device=PHONE)


def test_wrong_tries_stop_an_account_from_one_address(siti: User) -> None:
    guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS)
    with pytest.raises(TooManyTries) as refused:
        sign_in("SITI", PASSWORD, device=PHONE)
    assert "15 menit" in refused.value.message
    assert sign_in("siti", PASSWORD, device=ELSEWHERE).user == siti


def test_unknown_accounts_are_stopped_the_same_way(db: None) -> None:
    guess_wrong("nobody", PER_ACCOUNT_AND_ADDRESS)
    with pytest.raises(TooManyTries):
        sign_in("nobody", PASSWORD, device=PHONE)


def test_right_password_forgets_the_wrong_tries(siti: User) -> None:
    guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS - 1)
    sign_in("siti", PASSWORD, device=PHONE)
    guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS)


def test_counts_end_with_their_window(siti: User) -> None:
    now = clock.now()
    with time_machine.travel(now, tick=False):
        guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS)
        assert AccessAttempt.objects.count() == 3
    with time_machine.travel(now + WINDOW - timedelta(seconds=1), tick=False), pytest.raises(TooManyTries):
        sign_in("siti", PASSWORD, device=PHONE)
    with time_machine.travel(now + WINDOW, tick=False):
        guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS)
        assert forget_old_tries() == 0
    with time_machine.travel(now + 2 * WINDOW, tick=False):
        assert forget_old_tries() == 3


def test_strangers_elsewhere_do_not_lock_her_out(siti: User) -> None:
    """Ten others use up their own five tries each and stay below the account's fifty."""
    for n in range(9):
        guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS, Device(ip=f"10.1.0.{n}"))
    assert sign_in("siti", PASSWORD, device=PHONE).user == siti


def test_an_account_under_attack_from_everywhere_is_closed_for_a_while(siti: User) -> None:
    AccessAttempt.objects.create(
        username="siti", ip_address=EVERYWHERE, failures_since_start=PER_ACCOUNT, user_agent=""
    )
    with pytest.raises(TooManyTries):
        sign_in("siti", PASSWORD, device=PHONE)


def test_an_address_that_tries_everybody_is_stopped_and_fills_no_table(siti: User) -> None:
    AccessAttempt.objects.create(
        username="", ip_address=PHONE.ip, failures_since_start=PER_ADDRESS, user_agent=""
    )
    with pytest.raises(TooManyTries):
        sign_in("siti", PASSWORD, device=PHONE)
    assert AccessAttempt.objects.count() == 1
    assert sign_in("siti", PASSWORD, device=ELSEWHERE).user == siti


def test_one_ipv6_customer_counts_as_one_address(siti: User) -> None:
    for n in range(PER_ACCOUNT_AND_ADDRESS):
        guess_wrong("siti", 1, Device(ip=f"2001:db8::{n}"))
    with pytest.raises(TooManyTries):
        sign_in("siti", PASSWORD, device=Device(ip="2001:db8::ffff"))
    assert sign_in("siti", PASSWORD, device=Device(ip="2001:db8:0:1::1")).user == siti


def test_what_cannot_be_a_name_is_not_written_down(siti: User) -> None:
    guess_wrong("Rahasia Saya 123!", 1)
    assert "rahasia" not in "".join(AccessAttempt.objects.values_list("username", flat=True))


def test_right_password_gives_the_try_back(siti: User) -> None:
    guess_wrong("siti", 2)
    sign_in("siti", PASSWORD, device=PHONE)
    counts = dict(AccessAttempt.objects.values_list("username", "failures_since_start"))
    assert counts == {"siti": 2, "": 2}


def test_signing_in_works_while_redis_is_down(siti: User, settings: Settings) -> None:
    """Tries are counted in the database."""
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": nowhere}
    guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS)
    with pytest.raises(TooManyTries):
        sign_in("siti", PASSWORD, device=PHONE)
    assert sign_in("siti", PASSWORD, device=ELSEWHERE).user == siti
