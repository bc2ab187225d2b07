from finance.models import ParcelMoney
from finance.services._parcel import go_to
from finance.states import ParcelStage


def cancel_parcel(reference: str, *, is_correction: bool = False) -> ParcelMoney:
    """The order is off before the courier took it: a transfer's hold goes back (decision 18).

    Runs in the caller's transaction; locks the parcel, then the seller's accounts; twice changes
    nothing. Raises NotFound, StageRefused when the parcel has left; a person may correct that, and
    what was captured is reversed.
    """
    return go_to(reference, ParcelStage.CANCELLED, is_correction=is_correction)
