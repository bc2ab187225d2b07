"""The parcels behind a number of the money page."""

from enum import StrEnum

from finance.models import ParcelMoney
from finance.models.parcel_money import ParcelMoneyQuerySet
from finance.selectors.courier_confirmation import with_confirmation
from finance.states import ParcelStage, PaymentMethod


class Behind(StrEnum):
    PENDING = "tertunda"
    PROBLEM = "bermasalah"
    HELD = "ditahan"
    RETURNING = "retur"
    DELIVERED = "diterima"


def parcels_behind(partner_id: int, number: Behind) -> ParcelMoneyQuerySet:
    """Parcels whose amounts add up to the number: pending, endangered, held, or returns under way.

    Delivered COD parcels are behind no number any more; they say whether their courier has brought the cash.
    """
    mine = ParcelMoney.objects.for_partner(partner_id)
    if number == Behind.DELIVERED:
        return with_confirmation(mine.filter(stage=ParcelStage.DELIVERED, method=PaymentMethod.COD))
    if number == Behind.HELD:
        return mine.filter(stage=ParcelStage.OPEN, method=PaymentMethod.BANK_TRANSFER)
    if number == Behind.RETURNING:
        return mine.filter(stage=ParcelStage.RETURNING)
    pending = mine.pending()
    return pending.filter(is_problem=True) if number == Behind.PROBLEM else pending
