"""How the business does: volume, lifetime value, retention, churn, what we owe sellers."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Sum

from accounts.models import Partner
from finance.models import Account
from finance.states import AccountKind
from komship.dashboard.rules import EVER, USUAL_PERIOD_DAYS, Period, churn_begins
from komship.dashboard.selectors.figure_rows import ask
from komship.lib import clock
from komship.lib.clock import wib_moment
from komship.lib.money import divide_half_up
from shipping.models import Pickup


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessMetrics:
    """Whole rupiah, whole percent, numbers of sellers.

    - `cod_rp`, `non_cod_rp`, `shipping_rp`: what buyers pay for the period's orders, and the postage in it.
    - `transacting`: sellers with an order of the period that a courier has taken.
    - `ltv_rp`: what we earned with delivered parcels since the beginning, per seller who ever sent one.
    - `retained` of `retainable`: sellers who transacted in `compared_with` and again in `compared`.
    - `churned`: sellers whose last pickup lies before the churn period; who never had one is no loss.
    - `outstanding_rp`: all positive balances sellers could withdraw now, without what is being withdrawn.
    """

    cod_rp: int
    non_cod_rp: int
    shipping_rp: int
    transacting: int
    profit_rp: int
    ever_transacting: int
    retained: int
    retainable: int
    compared: Period
    compared_with: Period
    churned: int
    outstanding_rp: int

    @property
    def ltv_rp(self) -> int:
        return divide_half_up(self.profit_rp, self.ever_transacting) if self.ever_transacting else 0

    @property
    def retention_percent(self) -> int:
        return divide_half_up(100 * self.retained, self.retainable) if self.retainable else 0


def business_metrics(period: Period | None = None) -> BusinessMetrics:
    """Of a period, or since the beginning. Retention compares the period with as many days before it;
    without a period the last 30 days with the 30 before. Churn and balances are as of now.

    Eight queries at most.
    """
    today = clock.today()
    compared = period or Period.last_days(USUAL_PERIOD_DAYS, until=today)
    lifetime = _volume(EVER)
    volume = _volume(period) if period else lifetime
    retained, retainable = _retention(compared)
    return BusinessMetrics(
        cod_rp=volume.cod_rp,
        non_cod_rp=volume.non_cod_rp,
        shipping_rp=volume.shipping_rp,
        transacting=volume.transacting,
        profit_rp=lifetime.profit_rp,
        ever_transacting=lifetime.transacting,
        retained=retained,
        retainable=retainable,
        compared=compared,
        compared_with=compared.before(),
        churned=_churned(),
        outstanding_rp=_outstanding_rp(),
    )


@dataclass(frozen=True, slots=True)
class _Volume:
    cod_rp: int
    non_cod_rp: int
    shipping_rp: int
    profit_rp: int
    transacting: int


def _volume(period: Period) -> _Volume:
    (row,) = ask(
        "SELECT coalesce(sum(cod), 0)::bigint, coalesce(sum(other), 0)::bigint,"
        " coalesce(sum(postage), 0)::bigint, coalesce(sum(profit), 0)::bigint,"
        " count(*) FILTER (WHERE sent > 0) FROM (SELECT"
        " sum(total_rp) FILTER (WHERE method = 'cod') AS cod,"
        " sum(total_rp) FILTER (WHERE method <> 'cod') AS other,"
        " sum(shipping_rp) AS postage, sum(profit_rp) AS profit, sum(sent) AS sent"
        " FROM figures GROUP BY partner_id) sellers",
        period,
        by_day=False,
    )
    return _Volume(*row)


def _retention(now: Period) -> tuple[int, int]:
    """Who came again, and who could have."""
    before = now.before()
    (row,) = ask(
        "SELECT count(*) FILTER (WHERE was AND stayed), count(*) FILTER (WHERE was) FROM ("
        " SELECT partner_id, bool_or(day < %(begins)s) AS was, bool_or(day >= %(begins)s) AS stayed"
        " FROM figures WHERE sent > 0 GROUP BY partner_id) sellers",
        Period(before.first, now.last),
        begins=now.first,
    )
    return row[0], row[1]


def _churned() -> int:
    since = wib_moment(churn_begins(clock.today()))
    pickups = Pickup.objects.filter(partner=OuterRef("pk"))
    return Partner.objects.filter(Exists(pickups), ~Exists(pickups.filter(created_at__gte=since))).count()


def _outstanding_rp() -> int:
    available = Account.objects.filter(kind=AccountKind.SELLER_AVAILABLE, balance_rp__gt=0)
    return int(available.aggregate(total=Sum("balance_rp"))["total"] or 0)
