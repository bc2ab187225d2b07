import pytest

from komship.lib.errors import InvalidInput
from orders.errors import CartEmpty
from orders.models import CartLine, Order
from orders.services._cart_items import CartItem
from orders.services.practise_cart import practise_cart
from orders.services.practise_order import practise_order
from products.services import practise_product
from tests.factories.orders import Market, recipient
from tests.factories.products import plain_draft


def test_judged_and_not_stored(market: Market) -> None:
    scarf = practise_product(market.partner.pk, draft=plain_draft("Jilbab Latihan"))
    (line,) = practise_cart(market.partner.owner_id, market.partner.pk, [CartItem(scarf.pk, None, 1)])
    with pytest.raises(InvalidInput):
        practise_order(market.partner, recipient(phone="12"), [line], actor=market.actor)
    with pytest.raises(CartEmpty):
        practise_order(market.partner, recipient(), [999_999], actor=market.actor)

    cleaned = practise_order(market.partner, recipient(name="  Ayu   Lestari "), [line], actor=market.actor)

    assert cleaned.name == "Ayu Lestari"
    assert not Order.objects.exists()
    assert not CartLine.objects.exists()


def test_real_articles_stay_in_the_cart(market: Market) -> None:
    lines = market.fill_cart()
    practise_order(market.partner, recipient(), lines, actor=market.actor)
    assert CartLine.objects.count() == 1
