from datetime import timedelta

import pytest

from finance.models import ParcelMoney
from finance.selectors.balances import parcel_expectations
from komship.lib import clock
from orders.models import Order
from orders.selectors.forecast import DAYS_AHEAD, Habits, median, settlement_forecast
from shipping.models import Shipment
from tests.factories.orders import Market, copy_orders, move_parcel

REG = ("JNE", "REG19", "JAWA BARAT")


@pytest.mark.parametrize(
    ("counts", "middle"), [({3: 1}, 3), ({2: 1, 5: 1}, 5), ({1: 3, 9: 2}, 1), ({1: 1, 4: 1, 9: 1}, 4)]
)
def test_the_middle(counts: dict[int, int], middle: int) -> None:
    assert median(counts) == middle


def test_the_middle_of_nothing() -> None:
    with pytest.raises(ValueError, match="counted"):
        median({})


def test_habits_need_enough_parcels() -> None:
    habits = Habits([(REG, 2, 4), (("JNE", "REG19", "BALI"), 6, 3)])

    # Four there, but seven with this courier and service.
    assert habits.days(REG, promised=9) == 2
    assert habits.days(("JNE", "REG19", "BALI"), promised=9) == 2
    assert Habits([(REG, 2, 5), (("JNE", "REG19", "BALI"), 6, 9)]).days(REG, promised=9) == 2
    assert habits.days(("SAP", "REG", "BALI"), promised=9) == 9
    assert habits.days(("SAP", "REG", "BALI"), promised=None) == 4


def under_way(market: Market, *, days_ago: int, **changes: object) -> Order:
    """A COD parcel that was picked up so many days ago and is promised within three."""
    order = move_parcel(market, market.packed(market.order(quantity=1)), "in_transit")
    picked_up_at = clock.now() - timedelta(days=days_ago)
    Shipment.objects.filter(reference=order.number).update(picked_up_at=picked_up_at)
    Order.objects.filter(pk=order.pk).update(**{"promised_days": 3, **changes})
    order.refresh_from_db()
    return order


def test_each_parcel_has_one_place_and_all_of_them_are_the_pending_money(market: Market) -> None:
    today = clock.today()
    tomorrow = under_way(market, days_ago=2)
    late = under_way(market, days_ago=4)
    problem = under_way(market, days_ago=1, is_problem=True)
    beyond = under_way(market, days_ago=0, promised_days=30)

    found = settlement_forecast(market.partner.pk)

    assert len(found.days) == DAYS_AHEAD
    dated = {day.on: day.bunch for day in found.days if day.bunch.parcels}
    assert {on: bunch.amount_rp for on, bunch in dated.items()} == {
        today + timedelta(days=1): tomorrow.net_rp
    }
    assert (found.late.amount_rp, found.problem.amount_rp) == (late.net_rp, problem.net_rp)
    assert (found.beyond.parcels, found.beyond.amount_rp) == (1, beyond.net_rp)
    assert found.total_rp == parcel_expectations(market.partner.pk).pending_rp


def test_her_own_parcels_say_how_long_it_takes(market: Market) -> None:
    today = clock.today()
    order = under_way(market, days_ago=1)
    for copy in copy_orders(order, 5, status="delivered"):
        now = clock.now()
        Shipment.objects.filter(reference=copy.number).update(
            picked_up_at=now - timedelta(days=8), delivered_at=now - timedelta(days=1)
        )

    found = settlement_forecast(market.partner.pk)

    assert [day.on for day in found.days if day.bunch.parcels] == [today + timedelta(days=6)]


def test_delivered_but_not_paid_out(market: Market) -> None:
    order = under_way(market, days_ago=1, status="delivered")
    assert ParcelMoney.objects.get(reference=order.number).stage == "in_transit"

    assert settlement_forecast(market.partner.pk).unpaid.amount_rp == order.net_rp


def test_nothing_on_its_way(market: Market) -> None:
    market.order()
    assert settlement_forecast(market.partner.pk).total_rp == 0
