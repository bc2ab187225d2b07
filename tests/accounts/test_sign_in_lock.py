"""Whatever calls Django's own `authenticate` meets the same limits as our doors."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate, user_logged_in
from django.test import RequestFactory

from accounts.errors import TooManyTries
from accounts.models import User
from accounts.services import Device, sign_in
from accounts.services._wrong_tries import PER_ACCOUNT_AND_ADDRESS
from tests.factories.accounts import PASSWORD

ADDRESS = "10.0.0.7"


def attempt(password: str) -> object:
    request = RequestFactory().post("/", REMOTE_ADDR=ADDRESS)
    user = authenticate(request, username="siti", password=password)
    if user is not None:
        user_logged_in.send(sender=User, request=request, user=user)
    return user


def test_right_password_leaves_no_count(siti: User) -> None:
    assert attempt(PASSWORD) == siti
    assert not AccessAttempt.objects.filter(failures_since_start__gt=0).exists()


def test_limit_is_shared_with_our_own_doors(siti: User) -> None:
    for _ in range(PER_ACCOUNT_AND_ADDRESS):
        assert attempt("salah-sekali") is None
    assert attempt(PASSWORD) is None
    with pytest.raises(TooManyTries):
        sign_in("siti", PASSWORD, device=Device(ip=ADDRESS))
