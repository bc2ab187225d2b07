"""Mass orders in a browser: readable, accessible, and from a file to orders by hand."""

from pathlib import Path

from playwright.sync_api import expect

from accounts.models import User
from komship.core.drain import drain
from orders.models import Order, OrderImport
from tests.browser.conftest import OpenPage, Watch, assert_every_look
from tests.factories.finance import fund
from tests.factories.order_sheets import ayu_buys, checked_file, order_csv, seller, stored_file
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers


def a_mixed_file(market: Market) -> OrderImport:
    """Ready, guessed, faulty, unpaid and known orders together."""
    fund(market.partner, 5_000)
    known = ayu_buys(market, name="Citra Dewi", quantity="1")
    stored_file(market, known)
    return checked_file(
        market,
        ayu_buys(market),
        ayu_buys(market, name="Dian Puspita", place="Bandung Wetan, Bandung", method="Transfer"),
        ayu_buys(market, name="Bimo", phone="12", product="Sarung", quantity="banyak", place="Bandung"),
        known,
    )


def test_every_look(open_page: OpenPage, siti: User, market: Market) -> None:
    page = open_page("/pesanan/massal/", user=siti)
    assert_every_look(page)
    mixed = a_mixed_file(market)
    done = OrderImport.objects.exclude(pk=mixed.pk).get()
    for path in ("/pesanan/massal/", f"/pesanan/massal/{mixed.pk}/", f"/pesanan/massal/{done.pk}/"):
        page.goto(path)
        assert_every_look(page)


def test_columns_of_another_tool(
    open_page: OpenPage, siti: User, market: Market, tmp_path: Path, watch: Watch
) -> None:
    watch.expected_statuses.add(422)
    seller(market)
    file = tmp_path / "pesanan.csv"
    ours = order_csv(ayu_buys(market))
    file.write_bytes(ours.replace(b"Nama pembeli", b"Penerima").replace(b"SKU", b"Umur"))
    page = open_page("/pesanan/massal/", user=siti)
    page.get_by_label("Berkas XLSX atau CSV").set_input_files(file)
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_label("Penerima", exact=True)).to_have_value("name")
    assert_every_look(page)
    # The file is still chosen.
    page.get_by_label("Umur", exact=True).select_option(label="Abaikan kolom ini")
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_url("**/pesanan/massal/*/")


def test_from_a_file_to_orders(open_page: OpenPage, siti: User, market: Market, tmp_path: Path) -> None:
    seller(market)
    file = tmp_path / "pesanan.csv"
    file.write_bytes(order_csv(ayu_buys(market), ayu_buys(market, name="Bimo", phone="12")))
    page = open_page("/pesanan/massal/", user=siti)
    page.get_by_label("Berkas XLSX atau CSV").set_input_files(file)
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.locator("#massal")).to_contain_text("Memeriksa tujuan, produk, dan ongkir.")

    drain(with_sweeps=False)
    # The page asks for news by itself, and then for its rows.
    expect(page.locator("#list-massal")).to_contain_text("Nomor telepon harus")
    page.get_by_role("button", name="Simpan 1 pesanan").click()
    expect(page.locator("#massal")).to_contain_text("Sedang menyimpan pesanan.")

    drain(with_sweeps=False)
    expect(page.locator("#massal")).to_contain_text("Selesai.")
    page.get_by_role("link", name=Order.objects.get().number).click()
    expect(page.locator("h1")).to_contain_text(Order.objects.get().number)
