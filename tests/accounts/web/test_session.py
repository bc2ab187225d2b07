import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services._wrong_tries import PER_ACCOUNT_AND_ADDRESS
from tests.factories.accounts import PASSWORD
from tests.factories.second_factor import app_code, set_up

SIGN_IN = "/masuk/"


def test_the_page_is_there_for_anybody(client: Client, db: None) -> None:
    page = client.get(SIGN_IN)
    assert page.status_code == 200
    assert "Masuk ke Komship" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("login", ["siti", "SITI@example.com"])
def test_right_password_leads_home(client: Client, siti: User, login: str) -> None:
    answer = client.post(SIGN_IN, {"login": login, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(siti.pk)


def test_session_key_changes_on_sign_in(client: Client, siti: User) -> None:
    client.get(SIGN_IN)
    session = client.session
    session["before"] = 1
    session.save()
    old = session.session_key
    client.post(SIGN_IN, {"login": "siti", "password": PASSWORD})
    assert client.session.session_key != old


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/pesanan/?tab=dikirim", "/pesanan/?tab=dikirim"),
        ("https://evil.example/", "/"),
        ("//evil.example/x", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_next_page_is_one_of_ours(client: Client, siti: User, wanted: str, led_to: str) -> None:
    answer = client.post(SIGN_IN, {"login": "siti", "password": PASSWORD, "next": wanted})
    assert answer.headers["Location"] == led_to


@pytest.mark.parametrize(
    ("login", "password"),
    [("siti", "rahasia-salah"), ("nobody", PASSWORD), ("siti\x00", PASSWORD), ("😀" * 90, "rahasia 😀")],
)
def test_wrong_password_is_told_in_words(client: Client, siti: User, login: str, password: str) -> None:
    page = client.post(SIGN_IN, {"login": login, "password": password, "next": "/pesanan/"})
    assert page.status_code == 422
    text = page.content.decode()
    assert password not in text
    assert 'value="/pesanan/"' in text
    assert "_auth_user_id" not in client.session


def test_unknown_and_wrong_read_the_same(client: Client, siti: User) -> None:
    pages = [
        client.post(SIGN_IN, {"login": login, "password": "salah"}).context["form"].non_field_errors()
        for login in ("siti", "nobody")
    ]
    assert pages[0] == pages[1] == ["Nama pengguna/e-mail atau kata sandi salah."]


@pytest.mark.parametrize("field", ["login", "password"])
@pytest.mark.parametrize("value", ["", "x" * 300])
def test_bad_fields_are_marked(client: Client, siti: User, field: str, value: str) -> None:
    page = client.post(SIGN_IN, {"login": "siti", "password": PASSWORD, field: value})
    assert page.status_code == 422
    assert field in page.context["form"].errors


def test_too_many_tries_are_stopped_in_words(client: Client, siti: User) -> None:
    for _ in range(PER_ACCOUNT_AND_ADDRESS):
        client.post(SIGN_IN, {"login": "siti", "password": "salah"})
    page = client.post(SIGN_IN, {"login": "siti", "password": PASSWORD})
    assert page.status_code == 422
    assert "Terlalu banyak percobaan masuk. Coba lagi dalam 15 menit." in page.content.decode()


def test_form_needs_its_token(siti: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"login": "siti", "password": PASSWORD}).status_code == 403


def test_signed_in_people_are_led_on(siti_web: Client) -> None:
    assert siti_web.get(SIGN_IN + "?next=/pesanan/").headers["Location"] == "/pesanan/"


def test_sign_out_is_a_post(siti_web: Client) -> None:
    assert siti_web.get("/keluar/").status_code == 405
    assert siti_web.post("/keluar/").headers["Location"] == SIGN_IN
    assert "_auth_user_id" not in siti_web.session
    assert "Kamu sudah keluar." in siti_web.get(SIGN_IN).content.decode()


def test_operators_go_to_the_admin_and_stay_half_a_day(client: Client, wati: User) -> None:
    led_to = client.get("/admin/login/?next=/admin/accounts/user/").headers["Location"]
    assert led_to == f"{SIGN_IN}?next=%2Fadmin%2Faccounts%2Fuser%2F"
    set_up(wati)
    client.post(SIGN_IN, {"login": "wati", "password": PASSWORD})
    answer = client.post("/masuk/kode/", {"code": app_code(wati, steps=1)})
    assert answer.headers["Location"] == reverse("admin:index")
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 200
    assert client.session.get_expiry_age() == 12 * 3600


def test_sellers_do_not_reach_the_admin(siti_web: Client) -> None:
    answer = siti_web.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == reverse("accounts:no_partner")
    assert answer.status_code == 403


def test_closed_account_loses_its_session(siti: User, siti_web: Client) -> None:
    User.objects.filter(pk=siti.pk).update(is_active=False)
    assert siti_web.get("/toko/ganti/").headers["Location"].startswith(SIGN_IN)
