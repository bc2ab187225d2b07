"""Parcels after booking in a browser: public tracking, returns, what needs a look, the counter."""

from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from accounts.models import User
from orders.models import Order
from shipping.models import Shipment
from tests.browser.conftest import OpenPage, Watch, assert_every_look
from tests.factories.finance import fund
from tests.factories.orders import Market, move_parcel
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.pictures import picture
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers
from tests.orders.selectors.test_attention import silent_for
from tests.orders.services.test_check_in_return import check_in


def awb_of(order: Order) -> str:
    return str(Shipment.objects.get(reference=order.number).awb)


@pytest.fixture
def home(market: Market) -> Order:
    """A return that has arrived."""
    fund(market.partner, 200_000)
    return move_parcel(market, market.packed(market.order(quantity=2)), "returned")


def test_unpacking_a_return_with_a_scanner(
    open_page: OpenPage, market: Market, siti: User, home: Order, tmp_path: Path
) -> None:
    photo = tmp_path / "isi.jpg"
    photo.write_bytes(picture())
    page = open_page("/retur/", user=siti)
    page.get_by_role("link", name="Terima retur").click()
    box = page.get_by_label("Nomor resi retur")
    expect(box).to_be_focused()
    box.fill(awb_of(home))
    page.keyboard.press("Enter")
    page.get_by_label("Baik").fill("1")
    page.get_by_label("Rusak").fill("1")
    page.get_by_label("Foto isi paket").set_input_files(photo)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.locator("#toasts")).to_contain_text("Lanjut paket berikutnya")
    expect(box).to_be_focused()
    assert market.stock.on_hand == 9
    page.get_by_role("link", name="Lihat atau batalkan").click()
    expect(page.locator(".return-photos img")).to_be_visible()
    page.get_by_role("button", name="Batalkan pengecekan").click()
    page.get_by_role("button", name="Ya, batalkan").click()
    expect(page.locator("#toasts")).to_contain_text("dibatalkan")
    assert market.stock.on_hand == 8


def test_bringing_parcels_to_the_counter(open_page: OpenPage, market: Market, siti: User) -> None:
    market.order(quantity=1)
    page = open_page("/pickup/baru/", user=siti)
    page.get_by_role("button", name="Antar sendiri ke konter").click()
    expect(page.locator("#toasts")).to_contain_text("1 pesanan diantar sendiri")
    expect(page.locator("h1")).to_contain_text("Cetak label")


def test_tracking_without_scripts_in_every_look(
    open_page: OpenPage, market: Market, home: Order, watch: Watch
) -> None:
    cache.clear()
    page = open_page("/lacak/", scripts=False)
    page.get_by_label("Nomor resi").fill(awb_of(home))
    page.get_by_role("button", name="Lacak").click()
    expect(page.locator(".track-status")).to_have_text("Retur diterima")
    watch.expected_statuses.add(404)
    page = open_page("about:blank")
    for path in (f"/lacak/{awb_of(home)}/", "/lacak/000000000000/", "/lacak/"):
        page.goto(path)
        assert_every_look(page, themed_by_script=False)


def test_every_look_fits_and_is_accessible(
    open_page: OpenPage, market: Market, siti: User, home: Order
) -> None:
    silent = market.packed(market.order(quantity=1))
    move_parcel(market, market.packed(market.order(quantity=1)), "returning")
    checked = move_parcel(market, market.packed(market.order(quantity=1)), "returned")
    check = check_in(market, checked, 1, photos=[picture()])
    silent_for(silent, 9)
    assert silent.shipment is not None
    pages = [
        "/retur/",
        "/retur/?tab=checked",
        f"/retur/terima/?resi={awb_of(home)}&selesai={check.pk}",
        "/retur/terima/?resi=99999999",
        f"/retur/{check.pk}/",
        "/pengiriman/perhatian/",
        f"/pickup/{silent.shipment.pickup_id}/",
    ]
    page = open_page("about:blank", user=siti)
    for path in pages:
        page.goto(path, wait_until="networkidle")
        assert_every_look(page)
