import pytest
from django.core import mail
from django.test import Client

from accounts.models import OneTimeCode, Partner, Referral, User
from accounts.services import make_coupon, request_activation, send_code
from accounts.states import CodePurpose
from komship.core.audit import SYSTEM
from komship.core.drain import drain
from tests.factories.accounts import PASSWORD
from tests.factories.codes import secret_of

DEWI = {
    "full_name": "Dewi Lestari",
    "phone": "081277778888",
    "email": "dewi@example.com",
    "password": "mangga9manis",
    "again": "mangga9manis",
    "agrees": "on",
}
WAITING, SIGN_IN = "/daftar/cek-email/", "/masuk/"


def test_from_registration_to_the_first_page(client: Client, db: None) -> None:
    assert client.post("/daftar/", DEWI).headers["Location"] == WAITING
    assert "dewi@example.com" in client.get(WAITING).content.decode()
    drain()
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    path = link.partition("//")[2].partition("/")[2]
    assert client.get(f"/{path}").status_code == 200
    assert User.objects.get().email_verified_at is None, "opening a link changes nothing"
    assert client.post(f"/{path}").headers["Location"] == SIGN_IN
    answer = client.post(SIGN_IN, {"login": "dewi@example.com", "password": DEWI["password"]})
    assert answer.headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_known_and_unknown_addresses_look_the_same(siti: User) -> None:
    answers = []
    for email in ("baru@example.com", siti.email):
        client = Client()
        answer = client.post("/daftar/", DEWI | {"email": email})
        page = client.get(WAITING).content.decode().replace(email, "EMAIL")
        answers.append((answer.status_code, answer.headers["Location"], page.partition("<main")[2][:900]))
    assert answers[0][:2] == answers[1][:2]
    assert answers[0][2].partition("csrf")[0] == answers[1][2].partition("csrf")[0]
    assert OneTimeCode.objects.get(user=siti).purpose == "reset_password"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", ""),
        ("phone", "12"),
        ("email", "dewi"),
        ("password", "password123"),
        ("again", "lain9lain9"),
        ("agrees", ""),
        ("coupon", "NIHIL"),
    ],
)
def test_bad_fields_are_marked(client: Client, db: None, field: str, value: str) -> None:
    changes = {field: value} | ({"again": value} if field == "password" else {})
    page = client.post("/daftar/", DEWI | changes)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not User.objects.exists()


def test_coupon_is_remembered(client: Client, rina: User) -> None:
    make_coupon("RINA2026", affiliator=rina, actor=SYSTEM)
    client.post("/daftar/", DEWI | {"coupon": "rina2026"})
    assert Referral.objects.get().affiliator == rina


def test_unverified_sellers_are_sent_to_their_mail(client: Client, siti: User) -> None:
    User.objects.update(email_verified_at=None)
    answer = client.post(SIGN_IN, {"login": "siti", "password": PASSWORD})
    assert answer.headers["Location"] == WAITING
    assert "_auth_user_id" not in client.session
    client.post(WAITING)
    assert OneTimeCode.objects.get().purpose == "verify_email"


def test_nobody_waits_without_a_reason(client: Client, db: None) -> None:
    assert client.get(WAITING).headers["Location"] == SIGN_IN


def test_forgotten_password_from_mail_to_sign_in(client: Client, siti: User) -> None:
    for email in ("nobody@example.com", siti.email):
        answer = client.post("/kata-sandi/lupa/", {"email": email})
        assert answer.headers["Location"] == "/kata-sandi/terkirim/"
    token = secret_of(siti, "reset_password")
    old_address = client.get(f"/reset-newpassword?code={token}")
    assert old_address.headers["Location"] == f"/kata-sandi/baru/?code={token}"
    assert token in client.get(old_address.headers["Location"]).content.decode()
    new = {"code": token, "password": "rambutan9merah", "again": "rambutan9merah"}
    assert client.post("/kata-sandi/baru/", new | {"again": "lain9lain9"}).status_code == 422
    assert client.post("/kata-sandi/baru/", new).headers["Location"] == SIGN_IN
    assert client.post("/kata-sandi/baru/", new).status_code == 410
    client.post(SIGN_IN, {"login": "siti", "password": "rambutan9merah"})
    assert client.session["_auth_user_id"] == str(siti.pk)


@pytest.mark.parametrize(
    "path", ["/verifikasi/1-abc/", "/ganti-email/x/", "/aktivasi/komship/1-a/", "/kata-sandi/baru/?code=%00"]
)
def test_dead_links_say_so(client: Client, db: None, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 410
    assert "tidak berlaku" in page.content.decode()


def test_link_pages_do_what_they_say(client: Client, siti: User, siti_partner: Partner) -> None:
    request_activation(siti.email, purpose=CodePurpose.USE_FULFILMENT)
    path = f"/aktivasi/kompack/{secret_of(siti, 'use_fulfilment')}/"
    assert "Aktifkan Kompack" in client.get(path).content.decode()
    assert client.post(path).status_code == 302
    siti_partner.refresh_from_db()
    assert siti_partner.uses_fulfilment


def test_refusal_of_a_link_is_told(client: Client, siti: User, rina: User) -> None:
    send_code(siti, purpose="change_email", channel="email", address=rina.email)
    page = client.post(f"/ganti-email/{secret_of(siti, 'change_email')}/")
    assert page.status_code == 410
    assert "sudah dipakai" in page.content.decode()


def test_mails_to_any_address_are_limited(client: Client, db: None, settings: object) -> None:
    settings.API_LIMITS = {"mail": (2, 600)}  # type: ignore[attr-defined]
    codes = [client.post("/kata-sandi/lupa/", {"email": "a@example.com"}).status_code for _ in range(3)]
    assert codes == [302, 302, 422]
