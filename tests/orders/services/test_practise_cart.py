import pytest

from orders.errors import UnknownVariant
from orders.selectors.cart import cart_rows
from orders.services._cart_items import CartItem
from orders.services.practise_cart import practise_cart
from products.services import practise_product
from tests.factories.orders import Market
from tests.factories.products import colour_and_size_draft, variant_named


def test_only_the_practice_product_and_nothing_that_sells_sees_it(market: Market) -> None:
    gown = practise_product(market.partner.pk, draft=colour_and_size_draft("Gamis Latihan"))
    item = CartItem(gown.pk, variant_named(gown, "Merah, S").option_id, 2)
    owner = market.partner.owner_id

    (line,) = practise_cart(owner, market.partner.pk, [item])

    assert practise_cart(owner, market.partner.pk, [item]) == [line]
    assert cart_rows(owner) == []
    with pytest.raises(UnknownVariant):
        practise_cart(owner, market.partner.pk, [item, CartItem(market.product.pk, None, 1)])
