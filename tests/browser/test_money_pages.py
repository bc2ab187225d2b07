"""Money on a desk and on a phone: a top-up paid at the sandbox, incomes, forecast and statements."""

from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from finance.models import TopUp
from komship.core.drain import drain
from komship.lib import clock
from shipping.sandbox.server import SandboxServer
from tests.browser.conftest import OpenPage, assert_every_look
from tests.browser.steps import pay
from tests.factories.finance import purse
from tests.factories.money_story import live_through
from tests.factories.orders import Market, move_parcel
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers


def test_a_top_up_from_choice_to_balance(
    open_page: OpenPage, live_server: LiveServer, sandbox: SandboxServer, siti: User, settings: Settings
) -> None:
    partner = siti.owned_partners.get()
    settings.PAYMENT_BASE_URL = sandbox.url
    sandbox.gateway.push_to = live_server.url
    page = open_page("/keuangan/isi-saldo/", user=siti)
    assert_every_look(page)
    page.get_by_role("button", name="Rp 100.000", exact=True).click()

    page.get_by_role("link", name="Bayar sekarang").wait_for()
    assert_every_look(page)
    pay(page)

    # The open page notices by itself.
    expect(page.get_by_text("Rp 100.000 sudah masuk ke saldomu")).to_be_visible()
    assert_every_look(page)
    assert purse(partner) == (100_000, 0, 0)
    page.goto("/keuangan/isi-saldo/riwayat/")
    expect(page.get_by_role("link", name=TopUp.objects.get().number)).to_be_visible()
    assert_every_look(page)
    page.goto("/keuangan/")
    expect(page.get_by_text("Uangmu di Komship Rp 100.000")).to_be_visible()
    assert_every_look(page)


def test_incomes_forecast_and_statements(open_page: OpenPage, market: Market, siti: User) -> None:
    withdrawal = live_through(market.partner)
    move_parcel(market, market.packed(market.order(quantity=1)), "delivered")
    move_parcel(market, market.packed(market.order(quantity=1)), "in_transit")
    pages = {
        "/keuangan/penghasilan/": "Penghasilan bersih",
        "/keuangan/perkiraan/": "Semua uang tertunda",
        "/keuangan/laporan/": "Per bulan",
        f"/keuangan/laporan/{clock.today():%Y-%m}/": "Asal perubahan",
        f"/keuangan/laporan/penarikan/{withdrawal.pk}/": "Asal perubahan",
        "/keuangan/unduh/": "Bentuk berkas",
    }
    page = open_page("/keuangan/", user=siti)
    assert_every_look(page)
    for path, words in pages.items():
        page.goto(path)
        page.get_by_text(words).first.wait_for(state="attached")
        assert_every_look(page)

    page.goto(f"/keuangan/laporan/{clock.today():%Y-%m}/")
    page.get_by_role("button", name="PDF").click()
    page.wait_for_url("**/pekerjaan/**")
    drain()
    expect(page.get_by_role("link", name="Unduh")).to_be_visible()
