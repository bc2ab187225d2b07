from datetime import timedelta

import pytest
from pytest_django.asserts import assertNumQueries

from komship.core.drain import drain
from komship.lib import clock
from orders.models import Order
from orders.selectors.attention import (
    LOOK,
    QUIET,
    UNKNOWN,
    attention_count,
    attention_counts,
    attention_orders,
)
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from tests.factories.accounts import Shop
from tests.factories.finance import fund
from tests.factories.orders import Market, move_parcel
from tests.factories.sandbox import break_next


def silent_for(order: Order, days: int) -> None:
    since = clock.now() - timedelta(days=days)
    changed = {"last_event_at": since} if order.status == "shipped" else {"booked_at": since}
    Shipment.objects.filter(reference=order.number).update(**changed)


def numbers(market: Market, tab: str) -> list[str]:
    return [order.number for order in attention_orders(market.partner.pk, tab)]


def test_how_long_is_too_long_depends_on_where_it_is(market: Market) -> None:
    fund(market.partner, 50_000)
    waiting = market.packed(market.order(quantity=1))
    under_way = move_parcel(market, market.packed(market.order(quantity=1)), "in_transit")
    at_the_door = move_parcel(market, market.packed(market.transfer_order(quantity=1)), "out_for_delivery")
    for order in (waiting, under_way, at_the_door):
        silent_for(order, 2)
    assert set(numbers(market, QUIET)) == {waiting.number, at_the_door.number}
    silent_for(under_way, 4)
    assert numbers(market, QUIET)[0] == under_way.number

    found = attention_counts(market.partner.pk)[QUIET]
    assert (found.orders, found.cod_rp) == (3, waiting.total_rp + under_way.total_rp)
    assert attention_count(market.partner.pk) == 3


def test_ended_parcels_may_be_silent(market: Market) -> None:
    order = move_parcel(market, market.packed(), "delivered")
    Shipment.objects.update(last_event_at=clock.now() - timedelta(days=90))
    assert numbers(market, QUIET) == []
    assert order.status == "delivered"


def test_bookings_without_an_answer_and_stories_that_do_not_add_up(market: Market) -> None:
    look = market.packed(market.order(quantity=1))
    Shipment.objects.filter(reference=look.number).update(needs_look=True)
    unclear = market.ask_pickup(market.order(quantity=1))
    break_next(market.sandbox, FaultKind.LOST_ANSWER)
    drain()
    assert numbers(market, UNKNOWN) == [unclear.number]
    assert numbers(market, LOOK) == [look.number]


@pytest.mark.django_db
def test_costs_and_tenancy(market: Market, rina_shop: Shop) -> None:
    silent_for(market.packed(market.order(quantity=1)), 9)
    with assertNumQueries(3):
        assert attention_counts(rina_shop.partner.pk)[QUIET].orders == 0
    with assertNumQueries(2):
        assert len(attention_orders(market.partner.pk, QUIET)) == 1
