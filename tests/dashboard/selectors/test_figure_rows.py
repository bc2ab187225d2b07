from datetime import timedelta

from komship.dashboard.models import FigureDay, FigureState
from komship.dashboard.rules import EVER, Period
from komship.dashboard.selectors.figure_rows import KEYS, SUMS, added_up, ask, stored
from komship.dashboard.services import rebuild_figures
from komship.lib import clock
from komship.lib.money import share_bp
from shipping.models import FeeWindow
from tests.dashboard.figures import arrived, days_ago, sold
from tests.factories.orders import Market

ALL = (
    "SELECT day, partner_id, courier, method, orders, delivered, profit_rp FROM figures"
    " ORDER BY day, delivered"
)


def test_an_order_counts_on_its_day_and_what_it_earns_where_it_arrives(market: Market) -> None:
    FeeWindow.objects.update(cashback_from_bp=2_801, cod_cost_bp=251)
    order = sold(market, days_ago(5))
    arrived(order, days_ago(2))

    sale, income = (dict(zip((*KEYS, *SUMS), row, strict=True)) for row in added_up(EVER))

    assert (sale["day"], income["day"]) == (days_ago(5), days_ago(2))
    assert (sale["orders"], sale["sent"], sale["total_rp"]) == (1, 1, order.total_rp)
    assert (sale["delivered"], income["orders"], income["delivered"]) == (0, 0, 1)
    assert (income["delivered_total_rp"], income["delivered_shipping_rp"]) == (
        order.total_rp,
        order.shipping_rp,
    )
    assert (income["cashback_from_rp"], income["cashback_to_rp"]) == (
        share_bp(order.shipping_rp, 2_801),
        order.cashback_rp,
    )
    assert (income["fee_from_rp"], income["fee_to_rp"]) == (share_bp(order.total_rp, 251), order.cod_fee_rp)


def test_days_end_at_midnight_in_jakarta(market: Market) -> None:
    late = sold(market, days_ago(9))
    arrived(late, days_ago(2), timedelta(hours=23, minutes=59))
    arrived(sold(market, days_ago(9)), days_ago(1), timedelta(0))

    days = {row[0] for row in added_up(EVER) if row[KEYS.index("method") + 1 + SUMS.index("delivered")]}

    assert days == {days_ago(2), days_ago(1)}


def test_cancelled_and_deleted_orders_do_not_count(market: Market) -> None:
    sold(market, days_ago(1), status="cancelled")
    sold(market, days_ago(1), status="created", deleted_at=clock.now())

    assert added_up(EVER) == []


def test_what_is_stored_and_what_is_live_meet_without_gap_or_overlap(market: Market) -> None:
    for ago in (40, 2, 1, 0):
        arrived(sold(market, days_ago(ago)), days_ago(max(0, ago - 1)))
    direct = ask(ALL, EVER)

    rebuild_figures()

    assert FigureState.objects.get().live_from == clock.today()
    assert stored(EVER) == added_up(Period(EVER.first, days_ago(1)))
    assert ask(ALL, EVER) == direct
    assert len(direct) == 5
    # Only what lies in the period, on both sides of the seam.
    assert {row[0] for row in ask(ALL, Period(days_ago(1), days_ago(0)))} == {days_ago(1), days_ago(0)}
    assert ask(ALL, Period(days_ago(39), days_ago(38))) == [row for row in direct if row[0] == days_ago(39)]


def test_months_add_up_to_their_days(market: Market) -> None:
    for ago in (100, 75, 62, 40, 33, 1, 0):
        arrived(sold(market, days_ago(ago)), days_ago(max(0, ago - 3)))
    rebuild_figures()
    totals = "SELECT sum(orders), sum(delivered), sum(total_rp), sum(profit_rp) FROM figures"

    assert ask(totals, EVER, by_day=False) == ask(totals, EVER)
    for first, last in ((100, 0), (99, 33), (60, 59), (75, 1)):
        period = Period(days_ago(first), days_ago(last))
        assert ask(totals, period, by_day=False) == ask(totals, period)
    # Whole months are read as one, or the comparison says nothing.
    FigureDay.objects.filter(day__lt=days_ago(64).replace(day=1)).delete()
    assert ask(totals, EVER, by_day=False) != ask(totals, EVER)
