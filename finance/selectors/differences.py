"""Open differences with couriers by age."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Abs, Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from finance.models import CodDifference
from finance.states import DifferenceStatus
from komship.lib import clock

_OPEN = ~Q(status=DifferenceStatus.RESOLVED)


@dataclass(frozen=True, slots=True)
class AgeBucket:
    """Days since something is open, both ends included; the last bucket has no end."""

    key: str
    label: Promise
    youngest: int
    oldest: int | None

    def since(self, today: date) -> Q:
        """Rows whose `since_on` makes them this old today."""
        found = Q(since_on__lte=today - timedelta(days=self.youngest)) if self.youngest else Q()
        if self.oldest is not None:
            found &= Q(since_on__gte=today - timedelta(days=self.oldest))
        return found


AGE_BUCKETS: Final = (
    AgeBucket("0-7", _("0-7 hari"), 0, 7),
    AgeBucket("8-14", _("8-14 hari"), 8, 14),
    AgeBucket("15-30", _("15-30 hari"), 15, 30),
    AgeBucket("31", _("lebih dari 30 hari"), 31, None),
)


@dataclass(frozen=True, slots=True)
class AgeSum:
    """What is open at an age. `total_rp` adds up without signs: too much is to be found out, too."""

    key: str
    label: str
    count: int
    total_rp: int


def of_age(rows: QuerySet[CodDifference], key: str) -> QuerySet[CodDifference]:
    """Open differences of a bucket; all rows for an unknown key."""
    bucket = next((one for one in AGE_BUCKETS if one.key == key), None)
    return rows if bucket is None else rows.filter(_OPEN & bucket.since(clock.today()))


def ageing() -> list[AgeSum]:
    """Open differences by age. One query over the index of open ones."""
    today = clock.today()
    parts: dict[str, Count | Coalesce] = {}
    for place, bucket in enumerate(AGE_BUCKETS):
        parts[f"count_{place}"] = Count("pk", filter=bucket.since(today))
        parts[f"total_{place}"] = Coalesce(Sum(Abs("amount_rp"), filter=bucket.since(today)), 0)
    sums = CodDifference.objects.filter(_OPEN).aggregate(**parts)
    return [
        AgeSum(bucket.key, str(bucket.label), sums[f"count_{place}"], sums[f"total_{place}"])
        for place, bucket in enumerate(AGE_BUCKETS)
    ]
