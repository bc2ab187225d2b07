import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from pytest_django import Settings
from redis import Redis

from accounts.errors import TooManyTries, WrongCredentials
from accounts.models import User
from accounts.services import Device, sign_in
from accounts.services._wrong_tries import PER_ACCOUNT_AND_ADDRESS, WINDOW_S
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


@pytest.mark.redis
def test_wrong_tries_stop_an_account_from_one_address(siti: User) -> None:
    guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS)
    with pytest.raises(TooManyTries) as refused:
        sign_in("SITI", PASSWORD, device=PHONE)
    assert "15 menit" in refused.value.message
    assert sign_in("siti", PASSWORD, device=ELSEWHERE).user == siti


@pytest.mark.redis
def test_unknown_accounts_are_stopped_the_same_way(db: None) -> None:
    guess_wrong("nobody", PER_ACCOUNT_AND_ADDRESS)
    with pytest.raises(TooManyTries):
        sign_in("nobody", PASSWORD, device=PHONE)


@pytest.mark.redis
def test_right_password_forgets_the_wrong_tries(siti: User) -> None:
    guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS - 1)
    sign_in("siti", PASSWORD, device=PHONE)
    guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS)


@pytest.mark.redis
def test_limits_are_counted_in_a_window(siti: User, redis_database: "Redis") -> None:
    guess_wrong("siti", 1)
    keys = redis_database.keys("*sign-in*")
    assert len(keys) == 3
    assert all(0 < redis_database.ttl(key) <= WINDOW_S for key in keys)


def test_signing_in_works_while_redis_is_down(siti: User, settings: Settings) -> None:
    """Nothing is counted then, but sellers can work."""
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": nowhere}
    guess_wrong("siti", PER_ACCOUNT_AND_ADDRESS + 1)
    assert sign_in("siti", PASSWORD, device=PHONE).user == siti
