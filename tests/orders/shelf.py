"""Three orders that differ in everything lists can ask for."""

from dataclasses import dataclass

import pytest

from accounts.models import Warehouse
from orders.models import Order
from orders.services._cart_items import CartItem
from orders.services.sync_cart import sync_cart
from products.models import Product
from tests.arranged import arranged
from tests.factories.accounts import Shop
from tests.factories.finance import fund
from tests.factories.orders import Market, move_parcel, recipient
from tests.factories.products import colour_and_size_draft, make_product, variant_named
from tests.factories.sandbox import Memory, memory_of, remember
from tests.factories.shipping import jne_meanwhile


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


@arranged
def shelf_rows(
    siti_shop: Shop, siti_warehouse: Warehouse, siti_goods: Product
) -> tuple[tuple[Order, Order, Order], Memory]:
    """The three orders, and what the courier knows of them."""
    with jne_meanwhile() as server:
        market = Market(siti_shop.partner, siti_warehouse, siti_goods, server)
        fund(market.partner, 100_000)
        ayu = market.order()
        bimo = market.transfer_order(recipient=recipient(name="Bimo Sakti Wijaya", phone="0813 1111 6222"))
        citra = market.packed(
            market.order(recipient=recipient(name="Citra D'Angelo", phone="0857 0000 4321"))
        )
        return (ayu, bimo, move_parcel(market, citra, "picked_up")), memory_of(server)


@pytest.fixture
def shelf(market: Market, shelf_rows: tuple[tuple[Order, Order, Order], Memory]) -> Shelf:
    """Ayu: COD, new. Bimo Sakti Wijaya: transfer, new. Citra: COD, on its way with a scan."""
    orders, memory = shelf_rows
    remember(market.sandbox, memory)
    return Shelf(market, *orders)
