"""What parcels have brought their seller. An income counts on the Jakarta day its parcel arrived."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce, TruncDate

from finance.models import ParcelMoney
from finance.models.parcel_money import ParcelMoneyQuerySet
from finance.selectors.cashback import cashback_summary
from finance.states import ParcelStage, PaymentMethod
from komship.lib import clock

WEEK_DAYS = 7
MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class IncomeTotals:
    """Net income of delivered parcels in whole rupiah: seven days, thirty days (today included), ever."""

    last_seven_rp: int
    last_thirty_rp: int
    total_rp: int
    cashback_rp: int


@dataclass(frozen=True, slots=True)
class Income:
    """Sums over delivered parcels. `gross_rp` is what buyers paid, `net_rp` what is left of it."""

    parcels: int
    gross_rp: int
    shipping_rp: int
    cashback_rp: int
    cod_fee_rp: int
    net_rp: int

    @property
    def shipping_net_rp(self) -> int:
        return self.shipping_rp - self.cashback_rp


@dataclass(frozen=True, slots=True)
class IncomeDay:
    """A day on which something arrived."""

    on: date
    parcels: int
    gross_rp: int
    net_rp: int


@dataclass(frozen=True, slots=True)
class ReturnCost:
    """Parcels that came back, and what their way out and back has cost beyond what was paid before."""

    parcels: int
    cost_rp: int


def income_totals(partner_id: int) -> IncomeTotals:
    """The cards of the income page. Five queries, each of them one index range."""
    today = clock.today()
    delivered = ParcelMoney.objects.for_partner(partner_id).filter(stage=ParcelStage.DELIVERED)
    return IncomeTotals(
        last_seven_rp=_net(_arrived(partner_id, today - timedelta(days=WEEK_DAYS - 1), today)),
        last_thirty_rp=_net(_arrived(partner_id, today - timedelta(days=MONTH_DAYS - 1), today)),
        total_rp=_net(delivered),
        cashback_rp=cashback_summary(partner_id).total_rp,
    )


def income(partner_id: int, method: PaymentMethod, since: date, until: date) -> Income:
    """Parcels of this payment method that arrived between two Jakarta dates, both included. One query."""
    sums = (
        _arrived(partner_id, since, until)
        .filter(method=method)
        .aggregate(
            parcels=Count("*"),
            gross_rp=Coalesce(Sum("collect_rp"), 0),
            shipping_rp=Coalesce(Sum("shipping_rp"), 0),
            cashback_rp=Coalesce(Sum("cashback_rp"), 0),
            cod_fee_rp=Coalesce(Sum("cod_fee_rp"), 0),
            net_rp=Coalesce(Sum("net_rp"), 0),
        )
    )
    return Income(**{name: int(value) for name, value in sums.items()})


def income_days(
    partner_id: int, since: date, until: date, *, method: PaymentMethod | None = None
) -> list[IncomeDay]:
    """The days that brought something, oldest first; `method` None is both. One query."""
    parcels = _arrived(partner_id, since, until)
    if method is not None:
        parcels = parcels.filter(method=method)
    rows = (
        parcels.order_by()
        .values_list(TruncDate("delivered_at", tzinfo=clock.JAKARTA))
        .annotate(parcels=Count("*"), gross=Sum("collect_rp"), net=Sum("net_rp"))
    )
    return sorted(
        (IncomeDay(on, parcels, int(gross), int(net)) for on, parcels, gross, net in rows),
        key=lambda day: day.on,
    )


def return_cost(partner_id: int, since: date, until: date) -> ReturnCost:
    """Parcels that were received back between two Jakarta dates, both included. One query."""
    sums = (
        ParcelMoney.objects.for_partner(partner_id)
        .filter(
            stage=ParcelStage.RETURNED,
            returned_at__gte=clock.wib_moment(since),
            returned_at__lt=clock.wib_moment(until + timedelta(days=1)),
        )
        .aggregate(parcels=Count("*"), cost=Coalesce(Sum("return_charge_rp"), 0))
    )
    return ReturnCost(int(sums["parcels"]), int(sums["cost"]))


def _arrived(partner_id: int, since: date, until: date) -> ParcelMoneyQuerySet:
    return ParcelMoney.objects.for_partner(partner_id).filter(
        stage=ParcelStage.DELIVERED,
        delivered_at__gte=clock.wib_moment(since),
        delivered_at__lt=clock.wib_moment(until + timedelta(days=1)),
    )


def _net(parcels: ParcelMoneyQuerySet) -> int:
    return int(parcels.aggregate(total=Sum("net_rp"))["total"] or 0)
