from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.selectors.second_factor import has_second_factor
from komship.lib import clock
from tests.factories.accounts import PASSWORD
from tests.factories.second_factor import app_code, set_up

STEP, SET_UP, CODES = "/masuk/kode/", "/masuk/pasang-kode/", "/masuk/kode-cadangan/"


def give_password(client: Client, user: User, wanted: str = "") -> str:
    values = {"login": user.username, "password": PASSWORD, "next": wanted}
    return str(client.post("/masuk/", values).headers["Location"])


def test_password_alone_opens_nothing(client: Client, siti: User) -> None:
    set_up(siti)
    assert give_password(client, siti, "/pesanan/") == STEP
    assert client.get("/").headers["Location"].startswith("/masuk/")
    assert client.get(STEP).status_code == 200
    assert client.post(STEP, {"code": "000000"}).status_code == 422
    answer = client.post(STEP, {"code": app_code(siti, steps=1)})
    assert answer.headers["Location"] == "/pesanan/"
    assert client.get("/").status_code == 200


def test_backup_code_opens_as_well(client: Client, siti: User) -> None:
    codes = set_up(siti)
    give_password(client, siti)
    assert client.post(STEP, {"code": codes[0]}).headers["Location"] == "/"


def test_the_password_is_forgotten_after_ten_minutes(client: Client, siti: User) -> None:
    set_up(siti)
    give_password(client, siti)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert client.get(STEP).headers["Location"] == "/masuk/"


@pytest.mark.parametrize("page", [STEP, SET_UP])
def test_strangers_have_no_second_step(client: Client, db: None, page: str) -> None:
    assert client.get(page).headers["Location"] == "/masuk/"


def test_operators_first_sign_in_leads_through_setting_it_up(client: Client, wati: User) -> None:
    assert give_password(client, wati) == STEP
    assert client.get(STEP).headers["Location"] == SET_UP
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page
    assert client.post(SET_UP, {"code": "12345"}).status_code == 422
    answer = client.post(SET_UP, {"code": app_code(wati)})
    assert (answer.headers["Location"], has_second_factor(wati.pk)) == (CODES, True)
    shown = client.get(CODES)
    assert shown.content.decode().count("<li><code>") == 10
    kept = client.post(CODES + "simpan/")
    assert kept.headers["Location"] == reverse("admin:index")
    assert client.get(CODES).headers["Location"] == "/"
    assert client.get(reverse("admin:index")).status_code == 200


def test_admin_stays_shut_for_sessions_without_a_second_factor(wati: User) -> None:
    """However the session came about."""
    client = Client()
    client.force_login(wati)
    assert client.get(reverse("admin:index")).headers["Location"] == STEP
    assert client.get(STEP).headers["Location"] == SET_UP
    set_up(wati)
    assert client.get(SET_UP).headers["Location"] == STEP
    client.post(STEP, {"code": app_code(wati, steps=1)})
    assert client.get(reverse("admin:index")).status_code == 200
