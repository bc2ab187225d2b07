"""The order desk on a slow line: what is typed while an answer is on its way is not lost."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from tests.browser.conftest import OpenPage
from tests.browser.steps import choose, fill_in_recipient
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

DESK = "/pesanan/baru/"


class SlowLine:
    """Keeps one answer of the desk back until it is let go; all others come at once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: list[Route] = []

    def hold_next(self) -> None:
        self._page.route(f"**{DESK}", self._hold, times=1)

    def _hold(self, route: Route) -> None:
        self._held.append(route)

    def wait_for_question(self) -> None:
        while not self._held:
            self._page.wait_for_timeout(20)

    def let_go(self) -> None:
        self._held.pop().continue_()


@pytest.fixture
def page(open_page: OpenPage, market: Market, siti: User) -> Page:
    page = open_page("about:blank", user=siti)
    fill_in_recipient(page)
    choose(page, "#desk-recipient", "Cihapit")
    choose(page, "#desk-goods", "Jilbab Segi Empat")
    expect(page.locator(".offer-money").first).to_contain_text("Rp 50.000")
    expect(page.locator("#desk-goods .ts-control input")).to_be_focused()
    return page


def test_a_count_that_is_typed_meanwhile_stays(page: Page) -> None:
    line, count = SlowLine(page), page.locator(".goods-count")
    line.hold_next()
    count.fill("2")
    page.keyboard.press("Tab")
    line.wait_for_question()
    count.fill("5")
    line.let_go()
    expect(page.locator(".goods-total")).to_contain_text("Rp 100.000")
    expect(count).to_have_value("5")
    expect(count).to_be_focused()
    expect(page.locator(".goods-total")).to_contain_text("Rp 250.000")
    expect(page.locator(".offer-money").first).to_contain_text("Rp 250.000")


def test_a_courier_that_is_chosen_meanwhile_stays(page: Page) -> None:
    line, offers = SlowLine(page), page.locator(".offer input")
    expect(offers.first).to_be_checked()
    line.hold_next()
    page.locator(".goods-count").fill("2")
    page.keyboard.press("Tab")
    line.wait_for_question()
    offers.last.check()
    line.let_go()
    expect(page.locator(".offer-money").first).to_contain_text("Rp 100.000")
    expect(offers.last).to_be_checked()
    expect(offers.first).not_to_be_checked()


def test_a_name_that_is_put_right_while_the_chat_is_read_stays(page: Page) -> None:
    line = SlowLine(page)
    line.hold_next()
    chat = page.locator("[data-chat]")
    chat.fill("Nama: Ratna\nAlamat: Jl. Melati No. 5 RT 03, Kel. Cihapit, Kec. Bandung Wetan, Kota Bandung")
    chat.dispatch_event("paste")
    line.wait_for_question()
    page.get_by_label("Nama penerima").fill("Ratna Wulandari")
    line.let_go()
    expect(page.get_by_label("Alamat lengkap")).to_have_value(re.compile("Jl. Melati"))
    expect(page.get_by_label("Nama penerima")).to_have_value("Ratna Wulandari")
