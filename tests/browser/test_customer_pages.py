"""Buyers in a browser: their pages in every look, and how the order desk knows them again."""

from playwright.sync_api import expect

from accounts.models import PartnerSettings, User
from orders.models import Order
from tests.browser.conftest import OpenPage, assert_accessible, assert_every_look, assert_fits
from tests.factories.orders import Market, copy_orders, recipient
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

DESK = "/pesanan/baru/"


def ended(market: Market) -> Order:
    """Ten parcels of Ayu that ended, one of them back at the sender."""
    order = market.packed(market.order(quantity=1))
    copy_orders(order, 9, status="delivered")
    copy_orders(order, 1, status="returned")
    return order


def test_every_look_fits_and_is_accessible(open_page: OpenPage, market: Market, siti: User) -> None:
    PartnerSettings.objects.update(customer_reputation=True)
    order = ended(market)
    page = open_page("about:blank", user=siti)
    for path in ("", f"{order.customer_id}/", "wawasan/", "unduh/"):
        page.goto(f"/pelanggan/{path}", wait_until="networkidle")
        assert_every_look(page)


def test_from_the_list_to_an_order_for_a_known_buyer(open_page: OpenPage, market: Market, siti: User) -> None:
    market.order(quantity=1)
    market.order(quantity=1, recipient=recipient(name="Bimo Sakti", phone="0813 1111 6222"))
    page = open_page("/pelanggan/", user=siti)
    page.locator("input[type=search]").first.fill("bimo")
    rows = page.locator("tr[data-row]")
    expect(rows).to_have_count(1)
    rows.get_by_role("link", name="Bimo Sakti", exact=True).click()
    page.get_by_role("link", name="Buat pesanan").last.click()
    expect(page.get_by_label("Nama penerima")).to_have_value("Bimo Sakti")
    expect(page.locator("#desk-known")).to_contain_text("Bimo Sakti pernah pesan 1 kali")


def test_the_desk_knows_a_buyer_again(open_page: OpenPage, market: Market, siti: User) -> None:
    PartnerSettings.objects.update(customer_reputation=True, return_insight=True)
    ended(market)
    page = open_page(DESK, user=siti)
    buyer = page.locator("#field-pembeli .ts-control input")
    buyer.fill("0898")
    page.locator("#field-pembeli .option").filter(has_text="Ayu Lestari").click()
    expect(page.get_by_label("Nama penerima")).to_have_value("Ayu Lestari")
    expect(page.locator("#field-destination_id .item")).to_contain_text("Cihapit, Bandung Wetan")
    expect(page.locator("#desk-known")).to_contain_text("1 dari 10 paket ke nomor ini diretur (10 %)")
    product = page.locator("#desk-goods .ts-control input")
    expect(product).to_be_focused()
    product.fill("jilbab")
    page.locator("#desk-goods .option").click()
    offer = page.locator(".offer", has=page.locator(":checked"))
    expect(offer).to_contain_text("retur 10 %")
    expect(offer).to_contain_text("wajar: 1 dari 10 paket ke Bandung Wetan kembali")
    # Apart: the button that sticks to the page's end may lie over what is below the offers.
    for part in ("#desk-recipient", ".offers"):
        assert_accessible(page, within=part)
    phone = page.get_by_label("Nomor HP", exact=True)
    phone.fill("0812 9999 8888")
    phone.press("Tab")
    expect(page.locator("#desk-known")).to_contain_text("Nomor baru")
    expect(page.locator(".goods-row")).to_have_count(1)
    page.set_viewport_size({"width": 360, "height": 740})
    assert_fits(page)


def test_a_known_buyer_without_scripts(open_page: OpenPage, market: Market, siti: User) -> None:
    market.order(quantity=1)
    page = open_page(DESK, user=siti, scripts=False)
    page.get_by_label("Cari pembeli lama").fill("lestari")
    page.get_by_role("button", name="Cari pembeli").click()
    page.get_by_role("button", name="Pilih", exact=True).click()
    expect(page.get_by_label("Nama penerima")).to_have_value("Ayu Lestari")
    expect(page.locator("#desk-known")).to_contain_text("pernah pesan 1 kali")
