import pytest

from accounts.errors import WarehouseInUse
from accounts.models import Warehouse
from accounts.services import delete_warehouse
from komship.core.drain import drain
from orders.models import Order
from orders.services.delete_order import delete_order
from shipping.models import Pickup
from tests.factories.orders import Market, move_parcel
from tests.factories.products import put_stock


def may_go(warehouse: Warehouse) -> bool:
    try:
        delete_warehouse(warehouse.pk, partner_id=warehouse.partner_id)
    except WarehouseInUse:
        return False
    return True


@pytest.fixture
def order(market: Market, siti_second_warehouse: Warehouse) -> Order:
    """An order that leaves from an address which is not the default one."""
    put_stock(market.variant, siti_second_warehouse, 5)
    return market.order(warehouse_id=siti_second_warehouse.pk)


def test_parcels_that_wait_keep_their_address(market: Market, order: Order) -> None:
    assert not may_go(order.warehouse)
    market.ask_pickup(order)
    # What shipping has to say about the open pickup is not our subject.
    Pickup.objects.update(status=Pickup.Status.CANCELLED)
    order.refresh_from_db()
    assert (order.status, may_go(order.warehouse)) == ("booking", False)
    drain()
    order.refresh_from_db()
    assert (order.status, may_go(order.warehouse)) == ("packing", False)
    assert move_parcel(market, order, "picked_up").status == "shipped"
    assert may_go(order.warehouse)


def test_deleted_orders_need_no_address(market: Market, order: Order) -> None:
    delete_order(market.partner.pk, order.pk, actor=market.actor)
    assert may_go(order.warehouse)


def test_orders_of_one_address_do_not_hold_another(market: Market, siti_second_warehouse: Warehouse) -> None:
    market.order()
    assert may_go(siti_second_warehouse)
