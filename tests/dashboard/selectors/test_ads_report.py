from datetime import timedelta

from accounts.models import Partner
from komship.core.audit import SYSTEM
from komship.dashboard.rules import Period
from komship.dashboard.selectors.ads_report import ads_report
from komship.dashboard.services import set_ads_cost
from komship.lib.clock import wib_moment
from tests.dashboard.figures import days_ago, sold
from tests.factories.orders import Market


def test_sellers_count_where_they_registered(market: Market, rina_partner: Partner) -> None:
    sold(market, days_ago(0))
    midnight = wib_moment(days_ago(2))
    Partner.objects.filter(pk=market.partner.pk).update(created_at=midnight)
    Partner.objects.filter(pk=rina_partner.pk).update(created_at=midnight - timedelta(seconds=1))
    set_ads_cost(days_ago(2), 10_001, actor=SYSTEM)

    report = ads_report(Period(days_ago(3), days_ago(1)))

    rina, siti, quiet = report.days
    assert (rina.registered, rina.ordered, rina.cost_rp) == (1, 0, None)
    assert (siti.registered, siti.ordered, siti.picked_up, siti.cost_rp) == (1, 1, 1, 10_001)
    assert (quiet.registered, report.cost_rp) == (0, 10_001)
    assert (report.cost_per(report.registered), report.cost_per(0)) == (5_001, 0)
