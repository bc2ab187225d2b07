"""Many orders typed in a browser: cells, pasting, keeping, putting right."""

from playwright.sync_api import Dialog, Page, expect

from accounts.models import User
from komship.core.drain import drain
from orders.models import Order, OrderSheet
from orders.services.save_sheet import save_sheet
from orders.sheet.typed import MOST_ROWS
from tests.browser.conftest import OpenPage, assert_every_look
from tests.factories.order_sheets import ayu_buys, seller
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

SHEET = "/pesanan/massal/lembar/"
PASTE = """([cell, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def paste(page: Page, label: str, text: str) -> None:
    page.evaluate(PASTE, [page.get_by_label(label, exact=True).element_handle(), text])


def test_from_a_spreadsheet_to_orders(open_page: OpenPage, siti: User, market: Market) -> None:
    seller(market)
    good = ayu_buys(market)
    page = open_page(SHEET, user=siti)
    told = ["Nama pembeli\tNomor HP\tAlamat\tTujuan\tNama produk\tJumlah\tPembayaran\tEkspedisi"]
    keys = ("name", "phone", "address", "place", "product", "quantity", "method", "courier")
    told += [
        "\t".join(row[key] for key in keys) for row in (good, good | {"name": "Bimo Sakti", "phone": "12"})
    ]
    paste(page, "Kode pesanan, baris 1", "\n".join(told))
    expect(page.get_by_label("Nama pembeli, baris 2", exact=True)).to_have_value("Bimo Sakti")
    page.get_by_label("Catatan, baris 2", exact=True).fill('tolong "cepat"')
    expect(page.locator("#lembar-kabar")).to_contain_text("Tersimpan")
    assert [row["cells"]["name"] for row in OrderSheet.objects.get().rows] == ["Ayu Lestari", "Bimo Sakti"]

    page.reload()
    page.get_by_role("button", name="Periksa semua").click()
    page.wait_for_url("**/pesanan/massal/*/")
    drain(with_sweeps=False)
    page.get_by_role("button", name="Perbaiki di lembar").click()
    phone = page.get_by_label("Nomor HP, baris 1", exact=True)
    expect(phone).to_have_attribute("aria-invalid", "true")
    assert_every_look(page)

    phone.fill("081298765432")
    expect(phone).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Periksa semua").click()
    page.wait_for_url("**/pesanan/massal/*/")
    drain(with_sweeps=False)
    page.get_by_role("button", name="Simpan 1 pesanan").click()
    drain(with_sweeps=False)
    expect(page.locator("#massal")).to_contain_text("Selesai.")
    order = Order.objects.get()
    assert (order.recipient_name, order.note) == ("Bimo Sakti", 'tolong "cepat"')


def test_keys_rows_and_leaving(open_page: OpenPage, siti: User, market: Market) -> None:
    save_sheet(seller(market), [{"name": "Ayu"}, {"name": "Bimo"}], user_id=siti.pk)
    page = open_page(SHEET, user=siti)
    first = page.get_by_label("Nama pembeli, baris 1", exact=True)
    first.press("Enter")
    expect(page.get_by_label("Nama pembeli, baris 2", exact=True)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.get_by_label("Hapus baris 1", exact=True).click()
    expect(first).to_have_value("Bimo")
    expect(page.locator("#lembar-kabar")).to_contain_text("Tersimpan")
    assert [row["cells"] for row in OrderSheet.objects.get().rows] == [{"name": "Bimo"}]

    rows = page.locator(".sheet-grid tbody tr").count()
    page.get_by_role("button", name="Tambah 10 baris").click()
    expect(page.get_by_label(f"Kode pesanan, baris {rows + 1}", exact=True)).to_be_focused()

    page.route(f"**{SHEET}simpan/", lambda route: None)
    product = page.get_by_label("Nama produk, baris 1", exact=True)
    product.fill(market.product.name)
    expect(page.locator("#lembar-kabar")).to_contain_text("Belum tersimpan")
    page.get_by_label("Varian, baris 1", exact=True).focus()
    assert page.locator("#pilihan-product option").count() >= 1
    asked: list[str] = []

    def go(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", go)
    page.goto("/pesanan/massal/")
    assert asked == ["beforeunload"]


def test_more_than_fits_is_told(open_page: OpenPage, siti: User, market: Market) -> None:
    seller(market)
    page = open_page(SHEET, user=siti)
    paste(page, "Kode pesanan, baris 1", "\n".join(f"A-{n}\tbesok" for n in range(MOST_ROWS + 1)))
    expect(page.locator("#toasts")).to_contain_text("Paling banyak 500 baris")
    expect(page.locator("#lembar-kabar")).to_contain_text("Tersimpan")
    assert OrderSheet.objects.get().rows[-1]["cells"]["code"] == f"A-{MOST_ROWS - 1}"
    expect(page.get_by_role("button", name="Tambah 10 baris")).to_be_disabled()


def test_without_scripts_rows_are_pasted_into_one_field(
    open_page: OpenPage, siti: User, market: Market
) -> None:
    seller(market)
    page = open_page(SHEET, user=siti, scripts=False)
    page.get_by_label("Baris pesanan").fill("Nama pembeli\tNomor HP\nAyu\t12")
    page.get_by_role("button", name="Periksa semua").click()
    expect(page.locator("h1")).to_contain_text("Lembar")
