from datetime import timedelta

import pytest
import time_machine

from accounts.errors import DeadToken
from accounts.models import AccessToken, User
from accounts.selectors.tokens import devices, live_token
from accounts.services import Device, forget_dead_tokens, refresh_token, sign_in, sign_out
from komship.lib import clock
from tests.factories.accounts import PASSWORD

BROWSER = Device(ip="10.0.0.1", user_agent="Firefox", label="website")


def token_of(user: User) -> str:
    return sign_in(user.username, PASSWORD, device=BROWSER).token


def refresh(raw: str, user_id: int | None = None) -> str:
    return refresh_token(raw, user_id=user_id, device=BROWSER).token


def test_old_token_lives_one_more_day(siti: User) -> None:
    old = token_of(siti)
    new = refresh(old, siti.pk)
    assert live_token(old) is not None
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert live_token(old) is None
        assert live_token(new) is not None


def test_device_keeps_its_name_and_is_listed_once(siti: User) -> None:
    refresh(token_of(siti))
    listed = devices(siti.pk)
    assert [row.device_label for row in listed] == ["website"]


def test_expired_token_is_exchanged_for_thirty_days(siti: User) -> None:
    old = token_of(siti)
    with time_machine.travel(clock.now() + timedelta(days=59)):
        assert live_token(old) is None
        assert live_token(refresh(old)) is not None
        assert live_token(old) is not None, "the web client still sends it until its page is reloaded"
    with time_machine.travel(clock.now() + timedelta(days=61)), pytest.raises(DeadToken):
        refresh(old)


def test_replaced_token_cannot_be_kept_alive(siti: User) -> None:
    old = token_of(siti)
    refresh(old)
    with time_machine.travel(clock.now() + timedelta(hours=20)):
        refresh(old)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert live_token(old) is None
        with pytest.raises(DeadToken):
            refresh(old)


def test_refuses_what_is_not_hers(siti: User, rina: User) -> None:
    raw = token_of(siti)
    revoked = sign_in("siti", PASSWORD, device=BROWSER).token
    row = live_token(revoked)
    assert row is not None
    sign_out(row)
    for bad, user_id in ((raw, rina.pk), ("undefined", siti.pk), ("", None), (revoked, siti.pk)):
        with pytest.raises(DeadToken):
            refresh(bad, user_id)
    assert AccessToken.objects.count() == 1


def test_closed_account_gets_nothing(siti: User) -> None:
    raw = token_of(siti)
    User.objects.filter(pk=siti.pk).update(is_active=False)
    assert live_token(raw) is None
    with pytest.raises(DeadToken):
        refresh(raw)


def test_dead_tokens_are_forgotten(siti: User) -> None:
    old = token_of(siti)
    refresh(old)
    assert forget_dead_tokens() == 0
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert forget_dead_tokens() == 1
        assert AccessToken.objects.count() == 1
    with time_machine.travel(clock.now() + timedelta(days=61)):
        assert forget_dead_tokens() == 1
    assert not AccessToken.objects.exists()
