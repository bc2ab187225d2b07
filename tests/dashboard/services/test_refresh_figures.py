from datetime import timedelta

import pytest
import time_machine

from finance.models import ParcelMoney
from komship.dashboard.models import FigureDay, FigureState
from komship.dashboard.rules import EVER
from komship.dashboard.selectors.figure_rows import added_up, stored
from komship.dashboard.services import refresh_figures
from komship.lib import clock
from orders.models import Order, OrderHistory
from tests.dashboard.figures import arrived, days_ago, sold
from tests.factories.orders import Market


def changed(order: Order, after: str, *, before: str = "", ago: int = 0) -> None:
    """The line of history that every change of an order leaves."""
    OrderHistory.objects.create(
        order=order,
        kind=OrderHistory.Kind.STATUS,
        before=before,
        after=after,
        actor_label="kurir",
        happened_at=clock.wib_moment(days_ago(ago)) + timedelta(hours=9),
    )


def test_the_first_run_stores_everything_before_today(market: Market) -> None:
    arrived(sold(market, days_ago(50)), days_ago(0))

    assert refresh_figures() == 1

    assert FigureDay.objects.get().day == days_ago(50)
    state = FigureState.objects.get()
    assert (state.live_from, state.refreshed_at is not None) == (clock.today(), True)


def test_nothing_new_is_nothing_to_do(market: Market) -> None:
    sold(market, days_ago(0))
    refresh_figures()

    assert refresh_figures() == 0


def test_late_news_reach_the_days_they_are_about(market: Market) -> None:
    order = sold(market, days_ago(60))
    refresh_figures()

    arrived(order, days_ago(55))
    changed(order, "delivered", ago=55)

    assert refresh_figures() == 2
    assert stored(EVER) == added_up(EVER)
    assert FigureDay.objects.get(day=days_ago(55)).delivered == 1


def test_a_delivery_taken_back_leaves_its_old_day(market: Market) -> None:
    order = sold(market, days_ago(60))
    arrived(order, days_ago(55))
    changed(order, "delivered", ago=55)
    refresh_figures()
    assert FigureDay.objects.filter(day=days_ago(55)).exists()

    Order.objects.filter(pk=order.pk).update(status="returned")
    ParcelMoney.objects.filter(reference=order.number).update(stage="returning", delivered_at=None)
    changed(order, "returned", before="delivered")
    refresh_figures()

    assert not FigureDay.objects.filter(day=days_ago(55)).exists()
    assert stored(EVER) == added_up(EVER)


def test_a_new_day_takes_the_last_weeks_with_it(market: Market) -> None:
    """Also what changed without a word in the history."""
    order = sold(market, days_ago(3))
    refresh_figures()
    Order.objects.filter(pk=order.pk).update(status="cancelled")

    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        refresh_figures()

    assert not FigureDay.objects.exists()


def test_what_became_visible_late_is_looked_at_again(market: Market) -> None:
    """A transaction that was open when the mark was set, with an older number."""
    order = sold(market, days_ago(60))
    refresh_figures()
    changed(order, "shipped")
    hidden = OrderHistory.objects.latest("pk")
    OrderHistory.objects.filter(pk=hidden.pk).delete()
    changed(order, "shipped")
    refresh_figures()

    Order.objects.filter(pk=order.pk).update(status="cancelled")
    hidden.save(force_insert=True)
    refresh_figures()

    assert not FigureDay.objects.exists()


def test_the_mark_trails_by_an_hour(market: Market) -> None:
    changed(sold(market, days_ago(60)), "shipped")
    refresh_figures()
    first = FigureState.objects.get()
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        refresh_figures()
    second = FigureState.objects.get()

    assert second.scan_from == first.marked == OrderHistory.objects.latest("pk").pk
    with time_machine.travel(clock.now() + timedelta(minutes=70), tick=False):
        assert refresh_figures() in (0, 1)


@pytest.mark.django_db
def test_a_house_without_orders_has_nothing_to_store() -> None:
    refresh_figures()

    assert FigureState.objects.get().live_from == clock.today()
