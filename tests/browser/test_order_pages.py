"""The order pages in a browser: an order from a pasted chat to its label, with scripts and without."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from komship.core.drain import drain
from orders.models import Order
from tests.browser.conftest import OpenPage, Watch, assert_accessible, assert_every_look
from tests.factories.finance import fund
from tests.factories.orders import Market, move_parcel
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

DESK = "/pesanan/baru/"
CHAT = """Nama: Ratna Wulandari
No HP: 0812-3456-7890
Alamat: Jl. Melati No. 5 RT 03, Kel. Cihapit, Kec. Bandung Wetan, Kota Bandung 40114"""

# Presses "Batalkan" as soon as the parser has made it.
PRESSES_AT_ONCE = """new MutationObserver((_, watch) => {
    const button = document.querySelector("form[action$='/batal/'] button");
    if (!button) return;
    watch.disconnect();
    window.pressedWhile = document.readyState;
    button.click();
}).observe(document, {childList: true, subtree: true})"""


def paste(page: Page, text: str) -> None:
    """As Ctrl V does it: the text is there, and the box is told."""
    box = page.locator("[data-chat]")
    box.fill(text)
    box.dispatch_event("paste")


@pytest.fixture
def desk(open_page: OpenPage, market: Market, siti: User) -> Page:
    page = open_page(DESK, user=siti)
    page.wait_for_selector("#desk-goods .ts-wrapper")
    return page


class TestDesk:
    def test_from_a_pasted_chat_to_a_stored_order_by_keyboard(self, desk: Page) -> None:
        expect(desk.locator("[data-chat]")).to_be_focused()
        paste(desk, CHAT)
        expect(desk.get_by_label("Nama penerima")).to_have_value("Ratna Wulandari")
        expect(desk.locator("#desk-recipient .ts-control .item")).to_contain_text("Cihapit, Bandung Wetan")
        expect(desk.locator("#desk-goods .ts-control input")).to_be_focused()
        desk.keyboard.type("jilbab")
        expect(desk.locator("#desk-goods .option")).to_contain_text("Rp 50.000 · stok 10")
        desk.keyboard.press("Enter")
        expect(desk.locator(".goods-row")).to_have_count(1)
        expect(desk.locator(".offer :checked")).to_have_value(re.compile(r"^JNE\|REG19\|"))
        expect(desk.locator("#desk-goods .ts-control input")).to_be_focused()
        desk.keyboard.press("Control+Enter")
        expect(desk.locator("#toasts")).to_contain_text("untuk Ratna Wulandari tersimpan")
        expect(desk.locator("[data-chat]")).to_be_focused()
        expect(desk.locator("[data-chat]")).to_have_value("")
        order = Order.objects.get()
        assert (order.recipient_name, order.piece_count, order.total_rp) == ("Ratna Wulandari", 1, 62_000)

    def test_what_changes_the_price_asks_again(self, desk: Page) -> None:
        paste(desk, CHAT)
        expect(desk.locator("#desk-recipient .ts-control .item")).to_be_visible()
        desk.locator("#desk-goods .ts-control input").fill("jilbab")
        desk.locator("#desk-goods .option").click()
        expect(desk.locator(".offer-money").first).to_contain_text("Rp 50.000")
        desk.locator(".goods-count").fill("3")
        desk.keyboard.press("Tab")
        expect(desk.locator(".goods-total")).to_contain_text("Rp 150.000")
        expect(desk.locator(".offer-money").first).to_contain_text("Rp 150.000")
        desk.get_by_text("Potongan, biaya lain, catatan").click()
        desk.get_by_label("Potongan harga").press_sequentially("10000")
        expect(desk.locator(".offer-money").first).to_contain_text("-Rp 10.000")
        desk.get_by_role("button", name="Hapus Jilbab").click()
        expect(desk.locator(".goods-row")).to_have_count(0)
        expect(desk.locator("#desk-quote")).to_contain_text("Pilih produknya")

    def test_enter_goes_to_the_next_field(self, desk: Page) -> None:
        desk.get_by_label("Nama penerima").focus()
        desk.keyboard.press("Enter")
        expect(desk.get_by_label("Nomor HP")).to_be_focused()
        assert not Order.objects.exists()

    def test_a_refusal_leads_to_the_first_wrong_field(self, desk: Page, watch: Watch) -> None:
        watch.expected_statuses.add(422)
        desk.get_by_role("button", name="Simpan pesanan").click()
        expect(desk.get_by_label("Nama penerima")).to_be_focused()
        expect(desk.locator("#id_customer_name_error")).to_be_visible()
        assert_accessible(desk)


def test_the_whole_way_without_scripts(open_page: OpenPage, market: Market, siti: User) -> None:
    page = open_page(DESK, user=siti, scripts=False)
    page.locator("[name=chat]").fill(CHAT)
    page.get_by_role("button", name="Isi dari chat").click()
    expect(page.get_by_label("Nama penerima")).to_have_value("Ratna Wulandari")
    page.get_by_label("Cari produk").fill("jilbab")
    page.get_by_role("button", name="Cari produk").click()
    page.get_by_role("button", name="Tambah").click()
    page.get_by_role("button", name="Hitung ongkir").click()
    page.locator(".offer input").first.check()
    page.get_by_role("button", name="Simpan pesanan").click()
    expect(page.locator("#toasts")).to_contain_text("tersimpan")
    page.goto("/pickup/baru/")
    page.get_by_role("button", name="Minta pickup").click()
    drain()
    page.reload()
    page.get_by_role("link", name="Cetak label").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_from_the_list_to_the_label(open_page: OpenPage, market: Market, siti: User) -> None:
    for _ in range(2):
        market.order(quantity=1)
    page = open_page("/pesanan/", user=siti)
    page.wait_for_selector(".bulk", state="hidden")
    page.locator("[data-check-all]").check()
    page.get_by_role("button", name="Minta pickup").click()
    expect(page.locator("[data-pickup-count]")).to_have_text("2 dipilih")
    page.locator("[data-group-all]").uncheck()
    expect(page.locator("[data-pickup-count]")).to_have_text("0 dipilih")
    page.locator("[data-group-all]").check()
    page.get_by_role("button", name="Minta pickup").click()
    expect(page.locator("#pickup-orders")).to_contain_text("2 resi masih ditunggu")
    drain()
    expect(page.locator("#pickup-orders .copy")).to_have_count(2)
    expect(page.locator("#pickup-orders")).not_to_contain_text("masih ditunggu")
    page.get_by_role("link", name="Cetak label").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh PDF").click()
    assert download.value.suggested_filename.startswith("label-2-")


def test_an_order_page_follows_its_airway_bill(open_page: OpenPage, market: Market, siti: User) -> None:
    order = market.ask_pickup(market.order())
    page = open_page(f"/pesanan/{order.number}/", user=siti)
    expect(page.get_by_text("Menunggu resi dari JNE")).to_be_visible()
    drain()
    expect(page.locator("h1")).to_contain_text("Siap dijemput")
    page.get_by_role("button", name="Batalkan").click()
    page.get_by_role("button", name="Ya, batalkan").click()
    expect(page.locator("h1")).to_contain_text("Batal")


def test_a_button_pressed_before_the_page_is_whole_still_asks(
    open_page: OpenPage, market: Market, siti: User
) -> None:
    order = market.packed()
    page = open_page("/pesanan/", user=siti)
    page.add_init_script(PRESSES_AT_ONCE)
    page.goto(f"/pesanan/{order.number}/")
    expect(page.locator("#confirm")).to_contain_text("Batalkan pesanan ini?")
    assert page.evaluate("pressedWhile") != "complete"
    page.locator("#confirm").get_by_role("button", name="Ya, batalkan").click()
    expect(page.locator("h1")).to_contain_text("Batal")


@pytest.fixture
def busy(market: Market) -> list[str]:
    """Orders in several states; the addresses of their pages."""
    fund(market.partner, 100_000)
    home = move_parcel(market, market.packed(market.order(quantity=1)), "returned")
    gone = move_parcel(market, market.packed(market.transfer_order(quantity=1)), "delivered")
    ready = market.packed(market.order(quantity=1))
    unpaid = move_parcel(market, market.packed_by_shipper(), "delivered")
    market.order(quantity=1)
    assert ready.shipment is not None
    return [
        "/pesanan/",
        f"/pesanan/{home.number}/",
        f"/pesanan/{gone.number}/",
        f"/pesanan/{unpaid.number}/",
        DESK,
        "/pickup/baru/",
        "/pickup/",
        f"/pickup/{ready.shipment.pickup_id}/",
        f"/pesanan/label/?ids={ready.pk}",
    ]


def test_every_look_fits_and_is_accessible(open_page: OpenPage, busy: list[str], siti: User) -> None:
    page = open_page("about:blank", user=siti)
    for path in busy:
        page.goto(path, wait_until="networkidle")
        assert_every_look(page)
