"""Money from end to end in browsers: paid in, earned, asked for, paid out by two people, explained."""

from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import Partner, User
from accounts.services import set_pin
from finance.models import Withdrawal
from shipping.sandbox.server import SandboxServer
from tests.browser.conftest import OpenPage, assert_every_look
from tests.browser.steps import NET, ask_for_pickup, pay, save_with_jne, type_order
from tests.factories.finance import assert_proven, make_bank_account, proof_file, purse
from tests.factories.orders import Market, move_parcel
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

PIN = "246810"


def test_from_a_top_up_to_the_statement(
    open_page: OpenPage,
    open_panel: OpenPage,
    live_server: LiveServer,
    market: Market,
    sandbox: SandboxServer,
    siti: User,
    wati: User,
    dewi: User,
    settings: Settings,
) -> None:
    settings.PAYMENT_BASE_URL = sandbox.url
    sandbox.gateway.push_to = live_server.url
    set_pin(siti.pk, PIN)
    make_bank_account(market.partner)
    page = open_page("/keuangan/isi-saldo/", user=siti)
    page.get_by_role("button", name="Rp 100.000", exact=True).click()
    pay(page)
    expect(page.get_by_text("Rp 100.000 sudah masuk ke saldomu")).to_be_visible()
    type_order(page)
    move_parcel(market, ask_for_pickup(page, save_with_jne(page)), "delivered")
    page.goto("/keuangan/")
    expect(page.get_by_text("Uangmu di Komship Rp 199.864")).to_be_visible()

    withdrawal = ask_for_all(page, market.partner)
    approve(open_panel("/admin/finance/withdrawal/", wati))
    transfer(open_panel("/admin/finance/withdrawal/", dewi), withdrawal)

    page.reload()
    expect(page.get_by_text("trf 991").first).to_be_visible()
    assert_every_look(page)
    with page.context.expect_page() as shown:
        page.get_by_role("link", name="bukti.png").click()
    assert "/keuangan/bukti/" in shown.value.url
    read_statement(page)
    assert_proven()


def ask_for_all(page: Page, partner: Partner) -> Withdrawal:
    page.goto("/keuangan/tarik/")
    page.get_by_label("Jumlah yang ditarik").fill("199.864")
    page.get_by_role("textbox", name="PIN").fill(PIN)
    page.get_by_role("button", name="Ajukan penarikan").click()
    page.wait_for_url("**/keuangan/penarikan/*/")
    assert purse(partner) == (0, 0, 199_864)
    return Withdrawal.objects.get()


def approve(panel: Page) -> None:
    choose_action(panel, "approve")
    panel.get_by_text("diproses.").wait_for()


def transfer(panel: Page, withdrawal: Withdrawal) -> None:
    """The second person says that the money was sent, and shows it."""
    choose_action(panel, "complete")
    panel.locator("[name=reason]").fill("trf 991")
    panel.locator("[name=proofs]").set_input_files(
        {"name": "bukti.png", "mimeType": "image/png", "buffer": proof_file().content}
    )
    panel.get_by_role("button", name="Simpan keputusan").click()
    panel.get_by_text("diproses.").wait_for()
    withdrawal.refresh_from_db()
    assert withdrawal.status == "completed"


def choose_action(panel: Page, action: str) -> None:
    panel.locator("[name=_selected_action]").first.check()
    panel.locator("select[name=action]").first.select_option(action)
    panel.locator("button[name=index]").first.click()


def read_statement(page: Page) -> None:
    """What came in, what a parcel brought, what was paid out: the statement tells all of it."""
    page.get_by_role("link", name="Laporan penarikan").click()
    page.wait_for_url("**/keuangan/laporan/penarikan/*/")
    sources = page.locator(".card", has_text="Asal perubahan")
    for amount in ("100.000", NET, "199.864"):
        expect(sources.get_by_text(amount).first).to_be_visible()
    assert_every_look(page)
