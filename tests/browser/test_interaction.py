"""What the small scripts do, in the one page that has every component."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, assert_fits, path_of

GAYA = "/_gaya/"
ROWS = "#list-gaya [data-row]"


@pytest.fixture
def gaya(open_page: OpenPage) -> Page:
    page = open_page(GAYA)
    page.wait_for_selector(".bulk", state="hidden")
    return page


class TestList:
    def test_typing_narrows_the_rows_without_a_reload(self, gaya: Page) -> None:
        gaya.evaluate("window.stayed = true")
        gaya.locator("#filter-gaya-q").press_sequentially("ratna")
        expect(gaya.locator(ROWS).first).to_contain_text("Ratna")
        expect(gaya).to_have_url(re.compile(r"/_gaya/\?q=ratna$"))
        assert gaya.evaluate("window.stayed") is True
        expect(gaya.locator("#filter-gaya-q")).to_be_focused()

    def test_state_is_in_the_address_and_back_works(self, gaya: Page) -> None:
        gaya.get_by_role("link", name="Dipacking").click()
        expect(gaya).to_have_url(re.compile("tab=packing"))
        expect(gaya.locator(".tab[aria-current]")).to_contain_text("Dipacking")
        gaya.get_by_role("link", name="Halaman berikutnya").click()
        expect(gaya).to_have_url(re.compile("tab=packing&hal=2"))
        gaya.go_back()
        expect(gaya.locator(ROWS)).to_have_count(10)
        expect(gaya).to_have_url(re.compile(r"/_gaya/\?tab=packing$"))

    def test_filters_become_chips_that_come_off(self, gaya: Page) -> None:
        gaya.get_by_text("Saring", exact=True).click()
        gaya.get_by_label("Ekspedisi").first.select_option("jne")
        gaya.get_by_role("button", name="Terapkan").click()
        chip = gaya.locator(".chip").first
        expect(chip).to_contain_text("Ekspedisi: JNE")
        expect(gaya).to_have_url(re.compile(r"/_gaya/\?courier=jne$"))
        expect(gaya.locator(".filters .menu-panel").first).to_be_hidden()
        chip.click()
        expect(gaya.locator(".chip")).to_have_count(0)

    def test_choosing_rows(self, gaya: Page) -> None:
        boxes = gaya.locator(".row-check")
        boxes.nth(1).click()
        boxes.nth(4).click(modifiers=["Shift"])
        expect(gaya.locator("[data-bulk-count]")).to_have_text("4 dipilih")
        gaya.locator("[data-check-all]").check()
        expect(gaya.locator("[data-bulk-count]")).to_have_text("10 dipilih")
        gaya.get_by_role("button", name="Batal pilih").click()
        expect(gaya.locator(".bulk")).to_be_hidden()

    def test_columns_are_remembered(self, gaya: Page) -> None:
        heads = gaya.locator("#list-gaya th")
        gaya.get_by_label("Pilih kolom").click()
        gaya.locator("[data-column=awb]").uncheck()
        expect(heads.filter(has_text="Resi")).to_have_count(0)
        gaya.reload()
        expect(heads.filter(has_text="Resi")).to_have_count(0)
        expect(heads.filter(has_text="Dibuat")).to_have_count(1)


class TestForms:
    def test_rupiah_gets_its_dots(self, gaya: Page) -> None:
        amount = gaya.locator("#id_a-amount")
        amount.press_sequentially("1250000")
        expect(amount).to_have_value("1.250.000")
        amount.press("Backspace")
        expect(amount).to_have_value("125.000")

    def test_nothing_is_sent_before_yes(self, gaya: Page) -> None:
        sent: list[str] = []
        gaya.on("request", lambda request: sent.append(request.method))
        form = gaya.locator("form[data-confirm]")
        for name, value in (("name", "Siti"), ("phone", "08123456789"), ("pin", "123456")):
            form.locator(f"[name=a-{name}]").fill(value)
        form.get_by_role("button", name="Simpan").click()
        box = gaya.locator("#confirm")
        expect(box).to_contain_text("Tarik Rp 500.000?")
        box.get_by_role("button", name="Batal").click()
        expect(box).to_be_hidden()
        assert "POST" not in sent

    def test_a_select_one_can_type_into(self, gaya: Page) -> None:
        gaya.locator(".ts-control").first.click()
        # It takes the focus a moment after the click; what is typed before is lost.
        expect(gaya.locator(".ts-wrapper").first).to_have_class(re.compile("focus"))
        gaya.keyboard.type("sap")
        expect(gaya.locator(".ts-dropdown .option.active").first).to_have_attribute("data-value", "sap")
        gaya.keyboard.press("Enter")
        expect(gaya.locator("#id_a-courier")).to_have_value("sap")


class TestLook:
    def test_a_chosen_theme_stays(self, gaya: Page) -> None:
        gaya.locator("header.top details summary").click()
        gaya.get_by_role("button", name="Gelap").click()
        expect(gaya.locator("html")).to_have_attribute("data-bs-theme", "dark")
        gaya.reload()
        # Already in the server's answer, so nothing flashes.
        answer = gaya.request.get(GAYA).text()
        assert 'data-bs-theme="dark"' in answer.split("<head>")[0]
        expect(gaya.locator("html")).to_have_attribute("data-bs-theme", "dark")

    def test_auto_follows_the_device(self, gaya: Page) -> None:
        gaya.emulate_media(color_scheme="dark")
        expect(gaya.locator("html")).to_have_attribute("data-bs-theme", "dark")
        gaya.emulate_media(color_scheme="light")
        expect(gaya.locator("html")).to_have_attribute("data-bs-theme", "light")

    def test_english_at_a_click(self, gaya: Page) -> None:
        gaya.locator("header.top details summary").click()
        gaya.get_by_role("button", name="English").click()
        expect(gaya.locator("html")).to_have_attribute("lang", "en")
        assert path_of(gaya) == GAYA

    def test_messages_can_be_closed(self, gaya: Page) -> None:
        gaya.evaluate(
            "detail => document.dispatchEvent(new CustomEvent('komship:toast', {detail}))",
            {"text": "Gagal <b>", "tone": "danger"},
        )
        box = gaya.locator("#toasts [data-toast=danger]")
        expect(box).to_contain_text("Gagal <b>")
        box.get_by_role("button").click()
        expect(box).to_have_count(0)


class TestPhone:
    def test_the_drawer(self, open_page: OpenPage) -> None:
        page = open_page(GAYA, width=360)
        page.get_by_role("button", name="Menu", exact=True).click()
        expect(page.locator("#menu")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#menu")).to_be_hidden()

    def test_the_lit_tab_is_in_view(self, open_page: OpenPage) -> None:
        page = open_page(f"{GAYA}?tab=lost", width=360)
        page.locator(".tabs.is-cut-start").wait_for()
        edge = page.locator(".tab[aria-current]").evaluate(
            "tab => tab.closest('.tabs').getBoundingClientRect().right - tab.getBoundingClientRect().right"
        )
        assert edge >= 0
        assert_fits(page)

    def test_rows_carry_their_labels(self, open_page: OpenPage) -> None:
        page = open_page(GAYA, width=360)
        cell = page.locator("td[data-label=Nilai]").first
        assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Nilai"'


class TestWithoutScripts:
    def test_the_page_can_be_read_filtered_and_left(self, open_page: OpenPage) -> None:
        page = open_page(GAYA, scripts=False)
        assert page.locator(ROWS).count() == 10
        page.locator("#filter-gaya-q").fill("ratna")
        page.locator("#filter-gaya-q").press("Enter")
        expect(page.locator(ROWS).first).to_contain_text("Ratna")
        page.get_by_role("link", name="Diterima").click()
        expect(page).to_have_url(re.compile("tab=delivered"))
        page.get_by_text("Lihat sebagai tabel").first.click()
        expect(page.get_by_role("cell", name="21/11").first).to_be_visible()

    def test_the_drawer_opens_on_phones(self, open_page: OpenPage) -> None:
        page = open_page(GAYA, width=360, scripts=False)
        page.get_by_role("button", name="Menu", exact=True).click()
        expect(page.locator("#menu")).to_be_visible()

    def test_dark_devices_get_a_dark_page(self, open_page: OpenPage) -> None:
        page = open_page(GAYA, theme="dark", scripts=False)
        background = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        assert background == "rgb(20, 20, 20)"
