from django.test import Client

from accounts.models import OneTimeCode, User
from tests.factories.accounts import PASSWORD
from tests.factories.codes import secret_of, wrong_code

PAGE = "/pengaturan/keamanan/"


def test_another_name_once(siti_web: Client, siti: User) -> None:
    path = f"{PAGE}nama/"
    assert siti_web.post(path, {"username": "a b"}).status_code == 422
    assert siti_web.post(path, {"username": "siti.jaya"}).headers["Location"] == PAGE
    assert "satu kali" in siti_web.post(path, {"username": "siti.lagi"}).content.decode()
    siti.refresh_from_db()
    assert siti.username == "siti.jaya"


def test_another_email_by_password_and_link(siti_web: Client, siti: User, rina: User) -> None:
    path, values = f"{PAGE}email/", {"old_password": PASSWORD, "email": "baru@example.com"}
    for change in ({"old_password": "salah"}, {"email": rina.email}, {"email": siti.email}, {"email": "x"}):
        assert siti_web.post(path, values | change).status_code == 422
    assert siti_web.post(path, values).headers["Location"] == PAGE
    siti_web.post(f"/ganti-email/{secret_of(siti, 'change_email')}/")
    siti.refresh_from_db()
    assert siti.email == "baru@example.com"


def test_another_number_by_password_and_code(siti_web: Client, siti: User) -> None:
    path, values = f"{PAGE}nomor/", {"old_password": PASSWORD, "phone": "0857-0000-1111"}
    assert siti_web.post(path, values | {"old_password": "salah"}).status_code == 422
    assert siti_web.post(path, {"code": "123456"}).status_code == 422, "no code was asked for"
    assert siti_web.post(path, values).headers["Location"] == path
    assert "085700001111" in siti_web.get(path).content.decode()
    code = secret_of(siti, "phone")
    refused = siti_web.post(path, {"code": wrong_code(code)})
    assert (refused.status_code, f"{path}lagi/" in refused.content.decode()) == (422, True)
    assert siti_web.get(f"{path}lagi/").status_code == 200
    assert siti_web.post(path, {"code": code}).headers["Location"] == PAGE
    siti.refresh_from_db()
    assert siti.phone == "6285700001111"
    assert OneTimeCode.objects.get(purpose="phone").spent_at is not None
