"""What a seller does on her pages, step by step, for the tests that walk through several of them."""

from pathlib import Path

from playwright.sync_api import Page, expect

from komship.core.drain import drain
from orders.models import Order
from tests.factories.accounts import PASSWORD

# Two scarves for 50000 by COD from Jakarta to Bandung with JNE REG19.
NET = "99.864"


def sign_in_as_siti(page: Page) -> None:
    page.get_by_label("Nama pengguna atau e-mail").fill("siti")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(lambda url: "/masuk/" not in url)


def fill_in_recipient(page: Page) -> None:
    page.goto("/pesanan/baru/")
    page.get_by_label("Nama penerima").fill("Ayu Lestari")
    page.get_by_label("Nomor HP").fill("0898 7654 3210")
    page.get_by_label("Alamat lengkap").fill("Jl. Anggrek No. 12, RT 01 RW 02")


def choose(page: Page, part: str, text: str) -> None:
    """Type into a dressed select (the last of this part: known buyers come before places) and take what
    it finds."""
    box = page.locator(f"{part} .ts-wrapper").last
    box.locator(".ts-control input").click()
    box.locator(".ts-control input").press_sequentially(text)
    box.locator(".ts-dropdown .option", has_text=text).first.click()


def type_order(page: Page) -> None:
    fill_in_recipient(page)
    choose(page, "#desk-recipient", "Cihapit")
    choose(page, "#desk-goods", "Jilbab Segi Empat")
    count = page.locator(".goods-count")
    count.fill("2")
    count.press("Tab")
    expect(page.locator(".goods-sum")).to_contain_text("100.000")


def type_order_by_steps(page: Page) -> None:
    """The same without the script: each step is a button and a page."""
    fill_in_recipient(page)
    page.get_by_label("Cari kelurahan atau kecamatan").fill("Cihapit")
    page.get_by_role("button", name="Cari tujuan").click()
    place = page.locator("#id_destination_id")
    place.select_option(place.locator("option", has_text="Cihapit").first.get_attribute("value"))
    page.get_by_label("Cari produk").fill("Jilbab")
    page.get_by_role("button", name="Cari produk").click()
    page.get_by_role("button", name="Tambah", exact=True).click()
    page.locator(".goods-count").fill("2")
    page.get_by_role("button", name="Hitung ongkir").last.click()


def save_with_jne(page: Page) -> Order:
    offer = page.locator(".offer", has=page.locator("input[name=kurir][value*=REG19]"))
    expect(offer).to_contain_text(f"bersih Rp {NET}".replace(" Rp ", " Rp\u00a0"))
    offer.locator("input[name=kurir]").check()
    page.get_by_role("button", name="Simpan pesanan").click()
    told = page.locator("#toasts .toast-text", has_text="tersimpan")
    expect(told).to_be_visible()
    order = Order.objects.get()
    expect(told).to_contain_text(order.number)
    assert (order.status, order.total_rp, order.piece_count) == ("created", 112_000, 2)
    return order


def ask_for_pickup(page: Page, order: Order) -> Order:
    page.goto(f"/pesanan/{order.number}/")
    page.get_by_role("link", name="Minta pickup").click()
    page.get_by_role("button", name="Minta pickup").click()
    page.wait_for_url(lambda url: "/pickup/" in url and "/baru/" not in url)
    drain()
    order.refresh_from_db()
    assert order.shipment is not None
    assert (order.status, bool(order.shipment.awb)) == ("packing", True)
    return order


def download_label(page: Page, order: Order) -> bytes:
    page.goto(f"/pesanan/{order.number}/")
    assert order.shipment is not None
    expect(page.get_by_text(order.shipment.awb or "").first).to_be_visible()
    page.get_by_role("link", name="Cetak label").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh PDF").click()
    assert download.value.suggested_filename == f"label-{order.number}.pdf"
    return Path(download.value.path()).read_bytes()


def pay(page: Page) -> None:
    """The gateway's page opens beside ours; its callback arrives before it answers."""
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Bayar sekarang").click()
    gateway_page = opened.value
    gateway_page.get_by_role("button", name="Bayar Rp").click()
    gateway_page.get_by_text("PAID").wait_for()
    gateway_page.close()
    drain()
