"""What advertising cost, against the sellers who came."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from accounts.models import Partner
from komship.dashboard.models import AdsCost
from komship.dashboard.rules import DAY, Period
from komship.lib.clock import JAKARTA, wib_moment
from komship.lib.money import divide_half_up
from orders.models import Order
from shipping.models import Pickup


@dataclass(frozen=True, slots=True)
class AdsDay:
    """Sellers who registered on the day, and how many of them have since ordered and had a pickup.

    `cost_rp` is None while nobody has entered one.
    """

    day: date
    cost_rp: int | None = None
    registered: int = 0
    ordered: int = 0
    picked_up: int = 0


@dataclass(frozen=True, slots=True)
class AdsReport:
    days: list[AdsDay]

    @property
    def cost_rp(self) -> int:
        return sum(day.cost_rp or 0 for day in self.days)

    @property
    def registered(self) -> int:
        return sum(day.registered for day in self.days)

    @property
    def ordered(self) -> int:
        return sum(day.ordered for day in self.days)

    @property
    def picked_up(self) -> int:
        return sum(day.picked_up for day in self.days)

    def cost_per(self, results: int) -> int:
        """Whole rupiah per result, half-up; 0 when there was none."""
        return divide_half_up(self.cost_rp, results) if results else 0


def ads_report(period: Period) -> AdsReport:
    """Every day of the period, quiet ones too. Two queries."""
    costs = dict(AdsCost.objects.filter(day__range=(period.first, period.last)).values_list("day", "cost_rp"))
    mine = {"partner": OuterRef("pk")}
    came = Partner.objects.filter(
        created_at__gte=wib_moment(period.first), created_at__lt=wib_moment(period.last + DAY)
    )
    rows = (
        came.order_by()
        .annotate(day=TruncDate("created_at", tzinfo=JAKARTA))
        .values_list("day")
        .annotate(
            registered=Count("pk"),
            ordered=Count("pk", filter=Q(Exists(Order.objects.live().filter(**mine)))),
            picked_up=Count("pk", filter=Q(Exists(Pickup.objects.filter(**mine)))),
        )
    )
    counts = {day: (registered, ordered, picked) for day, registered, ordered, picked in rows}
    return AdsReport([AdsDay(day, costs.get(day), *counts.get(day, (0, 0, 0))) for day in period.days()])
