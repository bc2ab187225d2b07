import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.conftest import OpenPage, path_of

GAYA = "/_gaya/"


@pytest.fixture
def gaya(open_page: OpenPage) -> Page:
    page = open_page(GAYA)
    # The module scripts run after the page is there.
    page.wait_for_selector(".bulk", state="hidden")
    return page


class TestPalette:
    def test_typing_finds_a_page_and_enter_opens_it(self, open_page: OpenPage, siti: User) -> None:
        page = open_page(GAYA, user=siti)
        page.wait_for_selector(".bulk", state="hidden")
        page.keyboard.press("Control+k")
        page.keyboard.type("beran")
        expect(page.locator("#palette [aria-selected=true]")).to_have_text("Berandagb")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: GAYA not in url)
        assert path_of(page) == "/"

    def test_slash_opens_it_too_but_not_while_typing(self, gaya: Page) -> None:
        gaya.locator("#filter-gaya-q").focus()
        gaya.keyboard.type("a/b")
        expect(gaya.locator("#palette")).to_be_hidden()
        gaya.locator("h1").click()
        gaya.keyboard.press("/")
        expect(gaya.locator("#palette")).to_be_visible()
        gaya.keyboard.press("Escape")
        expect(gaya.locator("#palette")).to_be_hidden()

    def test_arrows_choose_and_nothing_found_says_so(self, gaya: Page) -> None:
        gaya.keyboard.press("Control+k")
        chosen = gaya.locator("#palette [aria-selected=true]")
        first = chosen.inner_text()
        gaya.keyboard.press("ArrowDown")
        assert chosen.inner_text() != first
        gaya.keyboard.press("ArrowUp")
        assert chosen.inner_text() == first
        assert gaya.locator("#palette input").get_attribute("aria-activedescendant") == chosen.get_attribute(
            "id"
        )


class TestKeys:
    def test_help(self, gaya: Page) -> None:
        gaya.keyboard.press("?")
        expect(gaya.locator("#pintasan")).to_be_visible()

    def test_rows_are_walked_and_ticked(self, gaya: Page) -> None:
        for key in "jjkjx":
            gaya.keyboard.press(key)
        expect(gaya.locator("[data-row]").nth(1)).to_have_class("is-here")
        expect(gaya.locator(".row-check").nth(1)).to_be_checked()
        expect(gaya.locator("[data-bulk-count]")).to_have_text("1 dipilih")

    def test_enter_opens_the_row(self, gaya: Page) -> None:
        gaya.keyboard.press("j")
        gaya.keyboard.press("Enter")
        expect(gaya).to_have_url(re.compile("#KOM26112100001$"))

    def test_going_places(self, open_page: OpenPage, siti: User) -> None:
        page = open_page(GAYA, user=siti)
        page.wait_for_selector(".bulk", state="hidden")
        page.keyboard.press("g")
        page.keyboard.press("b")
        page.wait_for_url(lambda url: GAYA not in url)
        assert path_of(page) == "/"

    def test_escape_closes_a_menu_and_gives_the_focus_back(self, gaya: Page) -> None:
        summary = gaya.locator("header.top details summary")
        summary.click()
        gaya.keyboard.press("Tab")
        gaya.keyboard.press("Escape")
        expect(gaya.locator("header.top .menu-panel")).to_be_hidden()
        expect(summary).to_be_focused()

    def test_a_menu_closes_when_one_goes_elsewhere(self, gaya: Page) -> None:
        gaya.locator("header.top details summary").click()
        gaya.locator("h1").click()
        expect(gaya.locator("header.top .menu-panel")).to_be_hidden()

    def test_the_skip_link_comes_first(self, gaya: Page) -> None:
        gaya.keyboard.press("Tab")
        expect(gaya.locator(".skip-link")).to_be_focused()
        gaya.keyboard.press("Enter")
        expect(gaya.locator("#isi")).to_be_focused()
