"""The parcels behind a number of the money page."""

from enum import StrEnum

from finance.models import ParcelMoney
from finance.models.parcel_money import ParcelMoneyQuerySet
from finance.states import ParcelStage, PaymentMethod


class Behind(StrEnum):
    PENDING = "tertunda"
    PROBLEM = "bermasalah"
    HELD = "ditahan"
    RETURNING = "retur"


def parcels_behind(partner_id: int, number: Behind) -> ParcelMoneyQuerySet:
    """Parcels whose amounts add up to the number: pending, endangered, held, or returns under way."""
    mine = ParcelMoney.objects.for_partner(partner_id)
    if number == Behind.HELD:
        return mine.filter(stage=ParcelStage.OPEN, method=PaymentMethod.BANK_TRANSFER)
    if number == Behind.RETURNING:
        return mine.filter(stage=ParcelStage.RETURNING)
    pending = mine.pending()
    return pending.filter(is_problem=True) if number == Behind.PROBLEM else pending
