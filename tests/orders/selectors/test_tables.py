"""Tables are read only as far as somebody looks."""

from typing import Any

from orders.selectors.order_table import OrderTable
from orders.selectors.pickup_table import PickupTable
from orders.selectors.rows import orders_of
from tests.factories.orders import Market


def test_a_slice_of_orders_costs_two_queries(market: Market, django_assert_num_queries: Any) -> None:
    numbers = [market.order(quantity=1).number for _ in range(3)]
    table = OrderTable(orders_of(market.partner.pk).order_by("id"))
    with django_assert_num_queries(2):
        assert [row.number for row in table[1:3]] == numbers[1:]
    with django_assert_num_queries(1):
        assert len(table) == 3
    assert table[0].number == numbers[0]
    assert [line.quantity for line in table[0].lines] == [1]


def test_a_slice_of_pickups_costs_two_queries(market: Market, django_assert_num_queries: Any) -> None:
    market.ask_pickup(market.order(quantity=1), token="a")
    market.ask_pickup(market.order(quantity=1), token="b")
    table = PickupTable(market.partner.pk)
    with django_assert_num_queries(2):
        assert [row.pickup.token for row in table[0:5]] == ["b", "a"]
    assert len(table) == 2
    assert table[1].orders == 1
