import pytest
from django.test import Client

from accounts.models import AccessToken, BrowserSession, User
from accounts.selectors.second_factor import has_second_factor
from accounts.services import Device, check_pin, set_pin, sign_in
from accounts.web.devices import described
from tests.factories.accounts import PASSWORD
from tests.factories.codes import secret_of
from tests.factories.second_factor import app_code, set_up

PAGE = "/pengaturan/keamanan/"
NEW = "rambutan9merah"


@pytest.fixture
def here(siti: User) -> Client:
    client = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/120.0"})
    client.post("/masuk/", {"login": "siti", "password": PASSWORD})
    return client


def test_page_lists_this_browser_and_the_apps(here: Client) -> None:
    sign_in("siti", PASSWORD, device=Device(ip="10.0.0.9", label="android"))
    page = here.get(PAGE).content.decode()
    assert "Firefox di Windows · perangkat ini" in page
    assert "Aplikasi (android)" in page
    assert "10.0.0.9" in page


def test_staff_have_their_own_page(here: Client, budi_web: Client) -> None:
    page = budi_web.get(PAGE)
    assert page.status_code == 200
    assert "Firefox" not in page.content.decode()


def test_devices_are_ended_by_their_owner_only(here: Client, rina_web: Client) -> None:
    sign_in("siti", PASSWORD, device=Device(ip="10.0.0.9"))
    token, browser = AccessToken.objects.get(), BrowserSession.objects.get()
    paths = [f"{PAGE}perangkat/app/{token.pk}/keluar/", f"{PAGE}perangkat/browser/{browser.pk}/keluar/"]
    for path in [*paths, f"{PAGE}perangkat/browser/abc/keluar/", f"{PAGE}perangkat/app/{'9' * 300}/keluar/"]:
        assert rina_web.post(path).status_code == 404
    assert (AccessToken.objects.count(), BrowserSession.objects.count()) == (1, 1)
    for path in paths:
        here.post(path)
    assert not AccessToken.objects.exists()
    assert here.get(PAGE).status_code == 302, "she ended her own browser"


def test_all_other_devices_at_once(here: Client) -> None:
    sign_in("siti", PASSWORD, device=Device(ip="10.0.0.9"))
    page = here.post(f"{PAGE}perangkat/keluar/", follow=True).content.decode()
    assert "1 perangkat lain sudah keluar." in page
    assert not AccessToken.objects.exists()


def test_password_change_keeps_this_browser(here: Client, siti: User) -> None:
    other = Client()
    other.post("/masuk/", {"login": "siti", "password": PASSWORD})
    form = {"old_password": PASSWORD, "password": NEW, "again": NEW}
    assert here.post(f"{PAGE}kata-sandi/", form | {"old_password": "salah"}).status_code == 422
    assert here.post(f"{PAGE}kata-sandi/", form).headers["Location"] == PAGE
    assert here.get(PAGE).status_code == 200
    assert other.get(PAGE).status_code == 302
    assert [row.session_key for row in BrowserSession.objects.all()] == [here.session.session_key]
    assert User.objects.get(pk=siti.pk).check_password(NEW)


def test_first_pin_and_another_one(here: Client, siti: User) -> None:
    path = f"{PAGE}pin/"
    assert here.post(path, {"pin": "111111", "again": "111112"}).status_code == 422
    here.post(path, {"pin": "111111", "again": "111111"})
    changed = {"old_pin": "999999", "pin": "222222", "again": "222222"}
    refused = here.post(path, changed)
    assert (refused.status_code, "PIN salah." in refused.content.decode()) == (422, True)
    here.post(path, changed | {"old_pin": "111111"})
    assert check_pin(siti.pk, "222222").is_match


def test_forgotten_pin(here: Client, siti: User) -> None:
    path = f"{PAGE}pin/lupa/"
    assert here.get(path).headers["Location"] == f"{PAGE}pin/"
    set_pin(siti.pk, "111111")
    here.post(path, {"send": "1"})
    assert "lagi dalam" in here.post(path, {"send": "1"}, follow=True).content.decode()
    form = {"code": "0000", "pin": "222222", "again": "222222"}
    code = secret_of(siti, "pin_reset")
    if code != "0000":
        assert here.post(path, form).status_code == 422
    assert here.post(path, form | {"code": code}).headers["Location"] == PAGE
    assert check_pin(siti.pk, "222222").is_match


def test_second_factor_from_on_to_off(here: Client, siti: User) -> None:
    path = f"{PAGE}langkah-kedua/"
    assert "<svg" in here.get(path).content.decode()
    assert here.post(path, {"code": app_code(siti)}).headers["Location"] == "/masuk/kode-cadangan/"
    assert here.post("/masuk/kode-cadangan/simpan/").headers["Location"] == PAGE
    assert "Sisa kode cadangan: 10" in here.get(PAGE).content.decode()
    assert here.post(path, {"code": "000000", "remove": "1"}).status_code == 422
    here.post(path, {"code": app_code(siti, steps=1), "remove": "1"})
    assert not has_second_factor(siti.pk)


def test_fresh_backup_codes(here: Client, siti: User) -> None:
    old = set_up(siti)
    assert here.post(f"{PAGE}langkah-kedua/", {"code": old[0]}).headers["Location"] == "/masuk/kode-cadangan/"
    assert old[1] not in here.get("/masuk/kode-cadangan/").content.decode()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/120 Safari/537", "Chrome di Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge di Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Safari/604", "Safari di iPhone"),
        ("curl/8", "Peramban tidak dikenal"),
    ],
)
def test_browsers_are_named(agent: str, name: str) -> None:
    assert described(agent) == name
