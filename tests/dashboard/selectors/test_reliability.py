from datetime import timedelta

import pytest
from pytest_django.asserts import assertNumQueries

from komship.dashboard.selectors.reliability import reliability
from komship.lib import clock
from orders.models import OrderHistory
from shipping.models import Shipment
from tests.factories.orders import Market
from tests.factories.tickets import make_ticket


def test_days_in_jakarta_with_what_happened_on_them(market: Market) -> None:
    order = market.packed()
    make_ticket(market.partner, order.number)
    today = clock.today()
    midnight = clock.wib_moment(today)
    last_evening = midnight - timedelta(minutes=1)
    OrderHistory.objects.filter(order=order, after="packing").update(happened_at=last_evening)
    Shipment.objects.filter(reference=order.number).update(returned_at=midnight)

    with assertNumQueries(4):
        yesterday, this_day = reliability(midnight - timedelta(days=1), midnight + timedelta(days=1))

    assert (yesterday.on, this_day.on) == (today - timedelta(days=1), today)
    assert (yesterday.moves["packing"], this_day.moves["packing"]) == (1, 0)
    assert (yesterday.returns_received, this_day.returns_received) == (0, 1)
    assert (yesterday.tickets, this_day.tickets) == ({}, {"JNE": 1})


@pytest.mark.django_db
def test_a_quiet_part_of_a_day_is_one_day() -> None:
    midnight = clock.wib_moment(clock.today())

    (day,) = reliability(midnight, midnight + timedelta(hours=12))

    assert (day.verified, set(day.moves.values())) == (0, {0})
