import pytest

from komship.lib.errors import InvalidInput
from orders.models import CartLine
from orders.services._cart_items import CartItem
from orders.services.add_to_cart import add_to_cart
from tests.factories.orders import Market


def add(market: Market, *quantities: int) -> list[int]:
    items = [CartItem(market.product.pk, None, quantity) for quantity in quantities]
    return [row.quantity for row in add_to_cart(market.partner.owner_id, market.partner.pk, items)]


def test_more_of_the_same_raises_the_quantity(market: Market) -> None:
    assert add(market, 2) == [2]
    assert add(market, 3, 1) == [6, 6]
    assert CartLine.objects.get().quantity == 6


def test_never_more_than_there_is(market: Market) -> None:
    add(market, 9)
    with pytest.raises(InvalidInput, match="10"):
        add(market, 2)
    assert CartLine.objects.get().quantity == 9
