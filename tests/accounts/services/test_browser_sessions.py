from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import BrowserSession, User
from accounts.services import end_browser, end_browsers, forget_dead_browsers, sign_out_everywhere
from komship.lib import clock
from tests.factories.accounts import PASSWORD

PAGE = "/pengaturan/keamanan/"


def browser(user: User, agent: str = "Mozilla/5.0 (Linux; Android 14) Chrome/120") -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_signing_in_lists_the_browser(siti: User) -> None:
    client = browser(siti)
    row = BrowserSession.objects.get()
    assert (row.user, row.ip, row.session_key) == (siti, "127.0.0.1", client.session.session_key)
    assert row.expires_at - row.created_at == timedelta(days=30)


def test_a_browser_is_ended_from_afar_by_its_owner_only(siti: User, rina: User) -> None:
    first, second = browser(siti), browser(siti)
    pk = BrowserSession.objects.get(session_key=first.session.session_key).pk
    assert not end_browser(rina.pk, pk)
    assert end_browser(siti.pk, pk)
    assert not end_browser(siti.pk, pk)
    assert (is_in(first), is_in(second)) == (False, True)


def test_all_others_are_ended(siti: User, rina: User) -> None:
    first, second, stranger = browser(siti), browser(siti), browser(rina)
    assert end_browsers(siti.pk, keep=first.session.session_key or "") == 1
    assert [is_in(client) for client in (first, second, stranger)] == [True, False, True]
    assert sign_out_everywhere(siti.pk) == 1
    assert not is_in(first)


def test_last_seen_moves_once_an_hour(siti: User) -> None:
    client = browser(siti)
    before = BrowserSession.objects.get()
    client.get(PAGE)
    assert BrowserSession.objects.get().last_seen_at == before.last_seen_at
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        client.get(PAGE)
        after = BrowserSession.objects.get()
    assert after.last_seen_at - before.last_seen_at > timedelta(hours=1)
    assert after.expires_at > before.expires_at


def test_signing_out_takes_it_off_the_list(siti: User) -> None:
    browser(siti).post("/keluar/")
    assert not BrowserSession.objects.exists()


@pytest.mark.parametrize(("days", "forgotten"), [(29, 0), (31, 1)])
def test_dead_browsers_are_forgotten(siti: User, days: int, forgotten: int) -> None:
    browser(siti)
    with time_machine.travel(clock.now() + timedelta(days=days)):
        assert forget_dead_browsers() == forgotten
