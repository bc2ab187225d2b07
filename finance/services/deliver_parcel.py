from datetime import datetime

from finance.models import ParcelMoney
from finance.services._parcel import go_to
from finance.states import ParcelStage


def deliver_parcel(reference: str, *, delivered_at: datetime) -> ParcelMoney:
    """The buyer has the parcel: COD is settled in one entry (decision 17).

    Runs in the caller's transaction; locks the parcel, then the seller's accounts; posts once, however
    often it is told. Shipping is implied when its news never came. After a return or a loss it is a
    correction: the entries of that stage are reversed first. Raises NotFound.
    """
    return go_to(reference, ParcelStage.DELIVERED, delivered_at=delivered_at, returned_at=None)
