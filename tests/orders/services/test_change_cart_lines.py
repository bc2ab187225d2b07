import pytest

from accounts.models import User
from komship.lib.errors import InvalidInput
from orders.errors import CartLineNotFound
from orders.models import CartLine
from orders.services.change_cart_lines import change_cart_lines
from tests.factories.orders import Market


def test_all_lines_or_none(market: Market, rina: User) -> None:
    (line,) = market.fill_cart(2)
    owner = market.partner.owner_id
    with pytest.raises(CartLineNotFound):
        change_cart_lines(owner, {line: 5, 999_999: 1})
    with pytest.raises(CartLineNotFound):
        change_cart_lines(rina.pk, {line: 5})
    with pytest.raises(InvalidInput):
        change_cart_lines(owner, {line: 151})
    assert CartLine.objects.get().quantity == 2
    change_cart_lines(owner, {line: 5})
    assert CartLine.objects.get().quantity == 5
