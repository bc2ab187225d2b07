import pytest

from accounts.models import User
from komship.lib.errors import InvalidInput
from orders.errors import CartLineNotFound
from orders.models import CartLine
from orders.services.change_cart_line import change_cart_line
from tests.factories.orders import Market


def test_the_quantity_is_set(market: Market) -> None:
    (line,) = market.fill_cart(2)
    change_cart_line(market.partner.owner_id, line, quantity=7)
    assert CartLine.objects.get().quantity == 7


def test_limits_and_lines_of_others(market: Market, rina: User) -> None:
    (line,) = market.fill_cart(2)
    with pytest.raises(InvalidInput):
        change_cart_line(market.partner.owner_id, line, quantity=0)
    with pytest.raises(CartLineNotFound):
        change_cart_line(rina.pk, line, quantity=7)
    assert CartLine.objects.get().quantity == 2
