from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum

from finance.models import ParcelMoney
from finance.states import ParcelStage
from komship.lib import clock


@dataclass(frozen=True, slots=True)
class CashbackSummary:
    """Shipping saved, by how the parcel ended. Whole rupiah."""

    delivered_rp: int
    returned_rp: int

    @property
    def total_rp(self) -> int:
        return self.delivered_rp + self.returned_rp


def cashback_summary(
    partner_id: int, *, since: date | None = None, until: date | None = None
) -> CashbackSummary:
    """Cashback of parcels that arrived or came back between two Jakarta dates, both included."""
    parcels = ParcelMoney.objects.for_partner(partner_id)
    return CashbackSummary(
        delivered_rp=_sum(parcels.filter(stage=ParcelStage.DELIVERED), "delivered_at", since, until),
        returned_rp=_sum(parcels.filter(stage=ParcelStage.RETURNED), "returned_at", since, until),
    )


def _sum(parcels: QuerySet[ParcelMoney], column: str, since: date | None, until: date | None) -> int:
    period = Q()
    if since is not None:
        period &= Q(**{f"{column}__gte": clock.wib_moment(since)})
    if until is not None:
        period &= Q(**{f"{column}__lt": clock.wib_moment(until + timedelta(days=1))})
    return int(parcels.filter(period).aggregate(total=Sum("cashback_rp"))["total"] or 0)
