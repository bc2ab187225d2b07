from datetime import timedelta

from accounts.models import Partner
from komship.dashboard.rules import Period
from komship.dashboard.selectors.business_metrics import business_metrics
from komship.lib import clock
from orders.models import Order
from shipping.models import Pickup
from tests.dashboard.figures import arrived, days_ago, sold
from tests.factories.finance import fund, owe
from tests.factories.orders import Market


def give_to(partner: Partner, order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(partner=partner)


def test_who_came_again(market: Market, rina_partner: Partner) -> None:
    for ago in (45, 5):
        sold(market, days_ago(ago), status="shipped")
    give_to(rina_partner, sold(market, days_ago(40), status="shipped"))

    found = business_metrics()

    assert (found.retained, found.retainable, found.retention_percent) == (1, 2, 50)
    assert (found.compared.length, found.compared_with.last) == (30, days_ago(30))
    assert (found.transacting, business_metrics(Period(days_ago(10), days_ago(0))).transacting) == (2, 1)


def test_an_order_nobody_has_fetched_is_no_transaction(market: Market) -> None:
    order = sold(market, days_ago(0))

    found = business_metrics()

    assert (found.transacting, found.cod_rp) == (0, order.total_rp)
    assert (found.ltv_rp, found.retention_percent) == (0, 0)


def test_lifetime_value_is_our_margin_per_seller(market: Market) -> None:
    order = sold(market, days_ago(3))
    arrived(order, days_ago(0))

    found = business_metrics(Period(days_ago(0), days_ago(0)))

    assert found.profit_rp == found.ltv_rp != 0
    assert (found.cod_rp, found.ever_transacting) == (0, 1)


def test_who_is_lost_and_what_we_owe(market: Market, rina_partner: Partner) -> None:
    sold(market, days_ago(0))
    assert business_metrics().churned == 0

    Pickup.objects.update(created_at=clock.now() - timedelta(days=80))
    fund(market.partner, 70_000)
    owe(rina_partner)

    found = business_metrics()
    assert (found.churned, found.outstanding_rp) == (1, 70_000)
