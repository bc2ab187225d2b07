from django.test import Client

from accounts.states import Right
from tests.factories.orders import Market
from tests.orders.selectors.test_attention import silent_for
from tests.orders.web.conftest import StaffWith

URL = "/pengiriman/perhatian/"


def test_silent_parcels_with_the_cash_that_waits(market: Market, siti_web: Client) -> None:
    order = market.packed()
    assert "Tidak ada yang perlu dicek" in siti_web.get(URL).content.decode()
    silent_for(order, 5)

    text = siti_web.get(URL).content.decode()

    assert "1 paket tidak bergerak" in text
    assert "Rp 112.000" in text
    assert f"/pesanan/{order.number}/lacak/" in text
    for tab in ("unknown", "look"):
        assert siti_web.get(URL, {"tab": tab}).status_code == 200


def test_only_who_may_see_orders(market: Market, staff_with: StaffWith) -> None:
    assert staff_with(Right.PRODUCT_VIEW).get(URL).status_code == 403
