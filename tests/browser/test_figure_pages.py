"""Operators' figures and the ledger: from the trial balance to a parcel, and every page fits and reads."""

from django.db import transaction
from playwright.sync_api import Page

from accounts.models import Partner, User
from finance.services import deliver_parcel
from komship.lib import clock
from shipping.models import FeeWindow
from tests.browser.conftest import OpenPage, assert_accessible, assert_fits
from tests.dashboard.figures import arrived, days_ago, sold
from tests.factories.finance import cod_terms, fund, shipped
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

# What stands around it is the theme's own.
OURS = ".ops"
FIGURES = "/admin/dashboard/figureday/"
THEMES = ("dark", "light")


def assert_ours(page: Page) -> None:
    """The panel takes the device's theme when it loads."""
    for theme in THEMES:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.reload()
        page.locator("html.dark" if theme == "dark" else "html:not(.dark)").wait_for(state="attached")
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert_fits(page)
            assert_accessible(page, OURS)


def test_from_the_trial_balance_to_a_parcel(open_panel: OpenPage, siti_partner: Partner, wati: User) -> None:
    fund(siti_partner, 70_000)
    shipped(cod_terms(siti_partner))
    with transaction.atomic():
        deliver_parcel("KOM1", delivered_at=clock.now())
    page = open_panel("/admin/finance/posting/neraca/", wati)
    page.get_by_text("Seimbang.").wait_for()
    assert_ours(page)

    page.get_by_role("link", name="courier:cod_receivable").click()
    assert_ours(page)
    page.get_by_label("Jenis").select_option("cod_settlement")
    page.get_by_role("button", name="Tampilkan").click()
    page.get_by_role("link", name="KOM1").click()

    page.wait_for_url("**/admin/finance/parcelmoney/*/change/")


def test_figures(open_panel: OpenPage, market: Market, wati: User) -> None:
    FeeWindow.objects.update(cashback_from_bp=2_800)
    for ago in range(4):
        arrived(sold(market, days_ago(ago + 3)), days_ago(ago))
    page = open_panel(FIGURES, wati)
    page.locator(".ops-bars").first.wait_for()
    assert_ours(page)
    page.get_by_text("Lihat sebagai tabel").first.click()
    assert_accessible(page, OURS)

    for name in ("Peringkat", "Pendapatan", "Metrik bisnis", "Biaya iklan"):
        page.locator(".ops-tabs").get_by_role("link", name=name).click()
        page.locator(".ops-tabs [aria-current]").get_by_text(name).wait_for()
        assert_ours(page)
