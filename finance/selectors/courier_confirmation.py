"""Whether a courier has brought a parcel's cash, as sellers see it."""

from django.db.models import OuterRef, Subquery

from finance.models import RemittanceLine
from finance.models.parcel_money import ParcelMoneyQuerySet


def with_confirmation(parcels: ParcelMoneyQuerySet) -> ParcelMoneyQuerySet:
    """Parcels with `confirmed_on`: the Jakarta day on which their cash was received, or None."""
    counted = RemittanceLine.objects.counted().filter(parcel=OuterRef("pk"))
    return parcels.annotate(confirmed_on=Subquery(counted.values("remittance__received_on")[:1]))
