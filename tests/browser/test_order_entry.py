"""Drafts that keep themselves, orders typed once more, and orders put right."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from orders.models import Order, OrderDraft
from tests.browser.conftest import OpenPage, assert_every_look
from tests.browser.steps import choose, fill_in_recipient
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers


@pytest.fixture
def page(open_page: OpenPage, market: Market, siti: User) -> Page:
    page = open_page("/pesanan/", user=siti)
    fill_in_recipient(page)
    return page


def test_a_form_that_is_left_waits_in_the_drafts(page: Page) -> None:
    choose(page, "#desk-recipient", "Cihapit")
    choose(page, "#desk-goods", "Jilbab Segi Empat")
    expect(page.locator("#desk-draft")).to_contain_text("Draf tersimpan otomatis.")
    page.get_by_role("link", name="Lihat draf").click()
    expect(page.locator("tr[data-row]")).to_contain_text("Ayu Lestari")
    assert_every_look(page)
    page.get_by_role("link", name="Ayu Lestari").click()
    # The couriers are asked by themselves.
    expect(page.locator(".offer :checked")).to_be_visible()
    page.get_by_role("button", name="Simpan pesanan").click()
    expect(page.locator("#toasts")).to_contain_text("untuk Ayu Lestari tersimpan")
    assert Order.objects.get().request_key
    assert not OrderDraft.objects.exists()


def test_once_more_and_put_right(market: Market, page: Page) -> None:
    order = market.order()
    page.goto(f"/pesanan/{order.number}/")
    page.get_by_role("link", name="Pesan lagi").click()
    expect(page.locator("#desk-warnings")).to_contain_text("Mungkin pesanan ganda")
    expect(page.locator("#desk-warnings")).to_contain_text(order.number)
    expect(page.locator(".offer :checked")).to_be_visible()
    assert_every_look(page)

    page.goto(f"/pesanan/{order.number}/")
    page.get_by_role("link", name="Ubah", exact=True).click()
    expect(page.locator("h1")).to_contain_text(f"Ubah {order.number}")
    expect(page.locator(".offer :checked")).to_be_visible()
    page.locator(".goods-count").fill("3")
    page.keyboard.press("Tab")
    expect(page.locator(".offer-money").first).to_contain_text("Rp 150.000")
    page.get_by_label("Biaya COD ditanggung pembeli").check()
    expect(page.locator(".offer-money").first).to_contain_text("Biaya COD ditanggung pembeli")
    assert_every_look(page)
    page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.locator("#toasts")).to_contain_text(f"{order.number} diubah.")
    order.refresh_from_db()
    assert (order.piece_count, order.edits, order.buyer_fee_rp > 0) == (3, 1, True)


def test_a_doubtful_address_is_pointed_out_at_the_next_pause(page: Page) -> None:
    page.get_by_label("Alamat lengkap").fill("Jl. Anggrek")
    expect(page.locator("#desk-warnings")).to_contain_text("belum ada nomor rumah")
    page.get_by_label("Alamat lengkap").fill("Jl. Anggrek No. 12, RT 01 RW 02")
    expect(page.locator("#desk-warnings")).not_to_contain_text("belum ada nomor rumah")
