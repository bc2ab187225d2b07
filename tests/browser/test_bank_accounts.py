"""A bank account from PIN to code, each step on a desk and on a phone, light and dark."""

from playwright.sync_api import Page
from pytest_django import Settings

from accounts.models import User
from accounts.services import set_pin
from finance.models import BankAccount
from tests.browser.conftest import OpenPage, assert_every_look
from tests.factories.codes import secret_of
from tests.factories.finance import make_bank_account

PIN = "246810"


def go_on(page: Page) -> None:
    page.locator("main form button.btn-primary").click()


def test_adding_one(open_page: OpenPage, siti: User, settings: Settings) -> None:
    settings.BANK_LOOKUP_BASE_URL = ""
    set_pin(siti.pk, PIN)
    make_bank_account(siti.owned_partners.get())
    page = open_page("/pengaturan/rekening/tambah/", user=siti)
    assert_every_look(page)
    page.locator("[name=pin]").fill(PIN)
    go_on(page)

    page.locator("[name=account_no]").fill("0012-300-456")
    page.locator("[name=account_name]").fill("Siti Aminah")
    page.locator(".ts-wrapper").wait_for()
    page.locator("[name=bank]").evaluate("field => field.tomselect.setValue('BRI')")
    assert_every_look(page)
    go_on(page)

    page.locator("[name=channel]").first.wait_for()
    assert_every_look(page)
    go_on(page)

    page.locator("[name=code]").wait_for()
    assert_every_look(page)
    page.locator("[name=code]").fill(secret_of(siti, "bank_account"))
    go_on(page)

    page.get_by_role("heading", name="BRI 0012300456").wait_for()
    assert_every_look(page)
    row = BankAccount.objects.get(bank_code="BRI")
    page.goto(f"/pengaturan/rekening/{row.pk}/hapus/")
    assert_every_look(page)
