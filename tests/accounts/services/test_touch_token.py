from datetime import timedelta

import time_machine
from pytest_django import DjangoAssertNumQueries as Queries

from accounts.models import User
from accounts.selectors.tokens import live_token
from accounts.services import Device, refresh_token, sign_in, touch_token
from komship.lib import clock
from tests.factories.accounts import PASSWORD

BROWSER = Device(ip="10.0.0.1", user_agent="Firefox", label="website")


def token_of(user: User) -> str:
    return sign_in(user.username, PASSWORD, device=BROWSER).token


def refresh(raw: str, user_id: int | None = None) -> str:
    return refresh_token(raw, user_id=user_id, device=BROWSER).token


def test_use_lets_the_session_slide(siti: User) -> None:
    raw = token_of(siti)
    later = clock.now() + timedelta(days=20)
    with time_machine.travel(later, tick=False):
        row = live_token(raw)
        assert row is not None
        touch_token(row)
        row.refresh_from_db()
        assert row.expiry == clock.now() + timedelta(days=30)
        assert row.last_seen_at == clock.now()


def test_use_within_the_hour_writes_nothing(siti: User, django_assert_num_queries: Queries) -> None:
    row = live_token(token_of(siti))
    assert row is not None
    with django_assert_num_queries(0):
        touch_token(row)


def test_use_does_not_prolong_a_replaced_token(siti: User) -> None:
    old = token_of(siti)
    refresh(old)
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        row = live_token(old)
        assert row is not None
        before = row.expiry
        touch_token(row)
        row.refresh_from_db()
        assert row.expiry == before
