from datetime import timedelta

import pytest
import time_machine

from accounts.errors import SecondFactorMissing, SecondFactorNeeded, WrongCode, WrongCredentials
from accounts.models import AccessToken, User
from accounts.selectors.tokens import live_token
from accounts.services import Device, open_session, sign_in
from komship.lib import clock
from tests.factories.accounts import PASSWORD
from tests.factories.codes import wrong_code
from tests.factories.second_factor import app_code, set_up

PHONE = Device(ip="10.0.0.1", user_agent="Android", label="android", push_token="push-1")
ELSEWHERE = Device(ip="10.0.0.2")


@pytest.mark.parametrize("login", ["siti", "SITI", "  siti ", "siti@example.com", "Siti@Example.COM"])
def test_username_or_email_in_any_case(siti: User, login: str) -> None:
    signed_in = sign_in(login, PASSWORD, device=PHONE)
    assert signed_in.user == siti
    assert live_token(signed_in.token) is not None


def test_token_is_kept_as_digest_with_its_device(siti: User) -> None:
    signed_in = sign_in("siti", PASSWORD, device=PHONE)
    row = AccessToken.objects.get(user=siti)
    assert signed_in.token not in {row.digest, row.token_key}
    assert (row.device_label, row.ip, row.user_agent, row.push_token) == (
        "android",
        "10.0.0.1",
        "Android",
        "push-1",
    )
    siti.refresh_from_db()
    assert siti.last_login is not None


def test_each_device_has_its_own_token(siti: User) -> None:
    first, second = (sign_in("siti", PASSWORD, device=PHONE).token for _ in range(2))
    assert first != second
    assert live_token(first) is not None
    assert live_token(second) is not None


def test_push_token_moves_to_the_last_person_on_the_device(siti: User, rina: User) -> None:
    sign_in("siti", PASSWORD, device=PHONE)
    sign_in("rina", PASSWORD, device=PHONE)
    assert AccessToken.objects.get(user=siti).push_token == ""
    assert AccessToken.objects.get(user=rina).push_token == "push-1"


def test_sessions_of_operators_are_short(siti: User, wati: User) -> None:
    now = clock.now()
    with time_machine.travel(now, tick=False):
        seller = sign_in("siti", PASSWORD, device=PHONE)
        operator = open_session(wati, PHONE)
    assert seller.expires_at - now == timedelta(days=30)
    assert operator.expires_at - now == timedelta(hours=12)


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("siti", "salah"),
        ("siti", ""),
        ("siti", PASSWORD.upper()),
        ("siti", PASSWORD + " "),
        ("nobody", PASSWORD),
        ("nobody@example.com", PASSWORD),
        ("", ""),
        ("siti\x00", PASSWORD),
        ("siti", PASSWORD + "x" * 5000),
        ("😀" * 100, "😀" * 100),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_wrong_credentials_look_alike(siti: User, login: str, password: str) -> None:
    with pytest.raises(WrongCredentials) as refused:
        sign_in(login, password, device=PHONE)
    assert refused.value.message == "Nama pengguna/e-mail atau kata sandi salah."
    assert not AccessToken.objects.exists()


def test_second_factor_is_typed_behind_the_password(siti: User) -> None:
    set_up(siti)
    with pytest.raises(SecondFactorNeeded):
        sign_in("siti", PASSWORD, device=PHONE)
    with pytest.raises(WrongCode):
        sign_in("siti", PASSWORD + wrong_code(app_code(siti, steps=1)), device=PHONE)
    with pytest.raises(WrongCredentials):
        sign_in("siti", "salah" + app_code(siti, steps=1), device=PHONE)
    assert not AccessToken.objects.exists()
    assert sign_in("siti", PASSWORD + app_code(siti, steps=1), device=PHONE).user == siti


def test_operators_need_a_second_factor(wati: User) -> None:
    with pytest.raises(SecondFactorMissing):
        sign_in("wati", PASSWORD, device=PHONE)
    set_up(wati)
    assert sign_in("wati", PASSWORD + app_code(wati, steps=1), device=PHONE).user == wati
