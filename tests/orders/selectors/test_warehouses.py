from orders.selectors.warehouses import orders_waiting_by_warehouse
from shipping.ports import WAITING_ORDERS, warehouse_counts
from tests.factories.accounts import Shop
from tests.factories.orders import Market, move_parcel


def test_orders_wait_until_the_courier_has_them(market: Market, rina_shop: Shop) -> None:
    market.order(quantity=1)
    sent = market.packed(market.order(quantity=1))
    assert orders_waiting_by_warehouse(market.partner.pk) == {market.warehouse.pk: 2}
    move_parcel(market, sent, "picked_up")
    assert warehouse_counts(WAITING_ORDERS, market.partner.pk) == {market.warehouse.pk: 1}
    assert orders_waiting_by_warehouse(rina_shop.partner.pk) == {}
