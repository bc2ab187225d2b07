"""A seller's whole job in a browser: type an order, have it picked up, label it, and get her money."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.browser.conftest import OpenPage
from tests.browser.steps import (
    NET,
    ask_for_pickup,
    download_label,
    save_with_jne,
    sign_in_as_siti,
    type_order,
    type_order_by_steps,
)
from tests.factories.finance import assert_proven
from tests.factories.orders import Market, move_parcel
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers


@pytest.mark.parametrize("scripts", [True, False], ids=["with-script", "without-script"])
def test_from_a_typed_order_to_money(open_page: OpenPage, market: Market, siti: User, scripts: bool) -> None:
    page = open_page("/masuk/", scripts=scripts)
    sign_in_as_siti(page)
    (type_order if scripts else type_order_by_steps)(page)
    order = ask_for_pickup(page, save_with_jne(page))
    assert download_label(page, order).startswith(b"%PDF")
    move_parcel(market, order, "delivered")
    page.goto(f"/pesanan/{order.number}/")
    expect(page.locator("h1")).to_contain_text("Diterima")
    page.goto("/keuangan/")
    page.goto("/keuangan/")
    expect(page.locator(".five-numbers")).to_contain_text(NET)
    expect(page.locator("#transaksi")).to_contain_text(order.number)
    assert_proven()
