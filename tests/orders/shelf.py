"""Three orders that differ in everything lists can ask for."""

from dataclasses import dataclass

import pytest

from orders.models import Order
from orders.services._cart_items import CartItem
from orders.services.sync_cart import sync_cart
from tests.factories.finance import fund
from tests.factories.orders import Market, move_parcel, recipient
from tests.factories.products import colour_and_size_draft, make_product, variant_named


@dataclass
class Shelf:
    market: Market
    ayu: Order
    bimo: Order
    citra: Order

    @property
    def partner_id(self) -> int:
        return self.market.partner.pk

    def names(self, numbers: "list[str]") -> str:
        """`abc` for the orders of Ayu, Bimo and Citra, in alphabetical order."""
        of = {
            order.number: letter
            for letter, order in zip("abc", (self.ayu, self.bimo, self.citra), strict=True)
        }
        return "".join(sorted(of[number] for number in numbers))


def order_of_two_gowns(market: Market) -> Order:
    """One order with two variants of one product: Merah, S for 60000 and Merah, M for 65000."""
    gown = make_product(market.partner, colour_and_size_draft())
    options = [variant_named(gown, name).option_id for name in ("Merah, S", "Merah, M")]
    items = [CartItem(gown.pk, option, 1) for option in options]
    rows = sync_cart(market.partner.owner_id, market.partner.pk, items)
    return market.order(cart_line_ids=tuple(row.id for row in rows))


@pytest.fixture
def shelf(market: Market) -> Shelf:
    """Ayu: COD, new. Bimo Sakti Wijaya: transfer, new. Citra: COD, on its way with a scan."""
    fund(market.partner, 100_000)
    ayu = market.order()
    bimo = market.transfer_order(recipient=recipient(name="Bimo Sakti Wijaya", phone="0813 1111 6222"))
    citra = market.packed(market.order(recipient=recipient(name="Citra D'Angelo", phone="0857 0000 4321")))
    return Shelf(market, ayu, bimo, move_parcel(market, citra, "picked_up"))
