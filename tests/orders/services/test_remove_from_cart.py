from accounts.models import User
from orders.models import CartLine
from orders.services.remove_from_cart import remove_from_cart
from tests.factories.orders import Market


def test_named_lines_or_all_of_one_person(market: Market, rina: User) -> None:
    (line,) = market.fill_cart()
    assert remove_from_cart(rina.pk, [line]) == 0
    assert remove_from_cart(rina.pk) == 0
    assert remove_from_cart(market.partner.owner_id, [line + 1]) == 0
    assert CartLine.objects.count() == 1
    assert remove_from_cart(market.partner.owner_id) == 1
