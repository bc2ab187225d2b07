"""Signing in, accounts and security in a browser, with every look of the longest pages."""

from playwright.sync_api import Page

from accounts.models import User
from accounts.services import set_pin
from komship.core.drain import drain
from notifications.models import SandboxMessage
from tests.browser.conftest import OpenPage, assert_every_look, path_of
from tests.factories.accounts import PASSWORD
from tests.factories.second_factor import app_code, set_up


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def send(page: Page) -> None:
    page.locator("main form button.btn-primary").last.click()
    page.wait_for_load_state()


def test_from_registration_to_home_without_scripts(open_page: OpenPage, db: None) -> None:
    page = open_page("/daftar/", scripts=False)
    fill(page, full_name="Dewi Lestari", phone="081277778888", email="dewi@example.com")
    fill(page, password="mangga9manis", again="mangga9manis")
    page.locator("[name=agrees]").check()
    send(page)
    assert path_of(page) == "/daftar/cek-email/"
    drain()
    words = SandboxMessage.objects.get().text.split()
    link = next(word for word in words if word.startswith("http"))
    page.goto("/" + link.partition("//")[2].partition("/")[2])
    send(page)
    fill(page, login="dewi@example.com", password="mangga9manis")
    send(page)
    assert path_of(page) == "/"


def test_second_step(open_page: OpenPage, siti: User) -> None:
    set_up(siti)
    page = open_page("/masuk/")
    fill(page, login="siti", password=PASSWORD)
    send(page)
    page.wait_for_url("**/masuk/kode/")
    fill(page, code=app_code(siti, steps=1))
    send(page)
    page.wait_for_url(lambda url: "masuk" not in url)


def test_looks(open_page: OpenPage, siti: User) -> None:
    assert_every_look(open_page("/pengaturan/keamanan/langkah-kedua/", user=siti))
    set_pin(siti.pk, "111111")
    assert_every_look(open_page("/pengaturan/keamanan/", user=siti))
