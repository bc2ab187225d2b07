from accounts.models import Partner, Warehouse
from komship.dashboard.selectors.home import CHART_DAYS, first_steps, home_figures
from orders.selectors.counts import OrderCounts, order_counts
from orders.states import OrderStatus
from tests.factories.orders import Market
from tests.factories.products import make_product
from tests.query_counts import QueryBudget


def test_everything_in_six_queries(market: Market, query_budget: QueryBudget) -> None:
    order = market.order()
    with query_budget("dashboard.home"):
        figures = home_figures(market.partner.pk, orders=True, money=True, trend=True)
    assert figures.orders is not None
    assert figures.orders.of(OrderStatus.CREATED) == 1
    assert figures.money is not None
    assert figures.money.available_rp == 0
    assert figures.days is not None
    assert len(figures.days) == CHART_DAYS
    assert (figures.days[-1].orders, figures.days[-1].total_rp) == (1, order.total_rp)


def test_nothing_is_read_that_may_not_be_seen(siti_partner: Partner, query_budget: QueryBudget) -> None:
    with query_budget("dashboard.home.nothing"):
        figures = home_figures(siti_partner.pk, orders=False, money=False, trend=False)
    assert (figures.orders, figures.money, figures.days) == (None, None, None)


def test_strangers_figures_stay_strange(market: Market, rina_partner: Partner) -> None:
    market.order()
    figures = home_figures(rina_partner.pk, orders=True, money=True, trend=True)
    assert figures.orders is not None
    assert figures.orders.total == 0
    assert figures.days is not None
    assert sum(day.orders for day in figures.days) == 0


def steps_of(partner: Partner) -> tuple[bool, bool, bool, bool]:
    done = first_steps(partner.pk, order_counts(partner.pk))
    return done.has_warehouse, done.has_product, done.has_order, done.has_pickup


def test_a_new_seller_begins_at_the_beginning(siti_partner: Partner) -> None:
    assert steps_of(siti_partner) == (False, False, False, False)


def test_steps_are_ticked_off_one_by_one(siti_partner: Partner, siti_warehouse: Warehouse) -> None:
    assert steps_of(siti_partner) == (True, False, False, False)
    make_product(siti_partner)
    assert steps_of(siti_partner) == (True, True, False, False)


def test_an_order_and_its_pickup(market: Market) -> None:
    order = market.order()
    assert steps_of(market.partner) == (True, True, True, False)
    market.packed(order)
    done = first_steps(market.partner.pk, order_counts(market.partner.pk))
    assert done.is_finished
    assert done.done == 4


def test_a_seller_at_work_is_not_asked_about_beginnings(query_budget: QueryBudget) -> None:
    with query_budget("dashboard.first_steps.at_work"):
        assert first_steps(1, OrderCounts({"shipped": 3, "created": 1}, problems=0)).is_finished
