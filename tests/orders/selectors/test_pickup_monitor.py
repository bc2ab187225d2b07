from datetime import timedelta

import pytest
from pytest_django.asserts import assertNumQueries

from komship.core.drain import drain
from komship.lib import clock
from orders.models import Order
from orders.selectors.pickup_monitor import (
    WatchedParcel,
    WatchFilter,
    watched_count,
    watched_orders,
    watched_parcels,
)
from orders.services.cancel_order import cancel_order
from shipping.models import Pickup, Shipment
from tests.factories.orders import Market


def watched(**wanted: object) -> list[WatchedParcel]:
    return watched_parcels(watched_orders(WatchFilter(**wanted)), offset=0, limit=10)  # type: ignore[arg-type]


def numbers(**wanted: object) -> list[str]:
    return [row.order.number for row in watched(**wanted)]


def plan(order: Order, days: int) -> None:
    day = clock.today() + timedelta(days=days)
    Pickup.objects.filter(shipments__reference=order.number).update(pickup_on=day)


@pytest.fixture
def late(market: Market) -> Order:
    order = market.packed()
    plan(order, -2)
    return order


def test_delay_runs_until_the_courier_has_the_parcel(market: Market, late: Order) -> None:
    (row,) = watched()
    assert row.is_late
    assert row.delay > timedelta(days=1)

    Shipment.objects.filter(reference=late.number).update(
        picked_up_at=row.pickup.planned_at + timedelta(hours=29), status="picked_up"
    )

    (row,) = watched()
    assert row.delay == timedelta(hours=29)
    assert watched(only_waiting=True) == []


def test_a_pickup_to_come_is_not_late(market: Market) -> None:
    market.packed()

    (row,) = watched()
    assert (row.is_late, row.delay) == (False, timedelta(0))


def test_search_couriers_and_order(market: Market, late: Order) -> None:
    fresh = market.ask_pickup(market.order(), token="token-2")
    assert fresh.number not in numbers(), "no airway bill yet"
    drain()
    assert late.shipment is not None

    assert numbers(search=late.shipment.awb) == [late.number]
    assert late.number in numbers(search=market.partner.owner.full_name[1:4].upper())
    assert numbers(search="nobody") == []
    assert numbers(couriers=["SAP"]) == []
    assert numbers()[-1] == numbers(oldest_first=True)[0]
    assert fresh.number in numbers(couriers=["JNE"])


def test_what_was_called_off_is_not_watched(market: Market, late: Order) -> None:
    cancel_order(market.partner.pk, late.pk, actor=market.actor)

    assert numbers() == []


def test_a_window_and_its_count_cost_two_queries(market: Market, late: Order) -> None:
    rows = watched_orders(WatchFilter())

    with assertNumQueries(2):
        (row,) = watched_parcels(rows, offset=0, limit=10)
        assert row.order.partner.owner.full_name
        assert row.pickup.warehouse.city
        assert watched_count(rows) == 1
