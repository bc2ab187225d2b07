from datetime import datetime

from finance.models import ParcelMoney
from finance.services._parcel import go_to
from finance.states import ParcelStage


def receive_return(reference: str, *, received_at: datetime) -> ParcelMoney:
    """The goods are back: the return is charged, into a negative balance if need be (decision 19).

    COD pays the way out after cashback, and both methods the discounted way back. A settlement is
    reversed in full first. Runs in the caller's transaction; locks the parcel, then the seller's
    accounts; once per version. Raises NotFound.
    """
    return go_to(reference, ParcelStage.RETURNED, returned_at=received_at, delivered_at=None)
