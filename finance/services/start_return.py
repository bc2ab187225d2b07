from finance.models import ParcelMoney
from finance.services._parcel import go_to
from finance.states import ParcelStage


def start_return(reference: str) -> ParcelMoney:
    """The parcel is on its way back: its cost is reserved, nothing is posted (decision 19).

    Runs in the caller's transaction and locks the parcel. A settlement that was too early is
    reversed. Once the return has arrived the news is too late and changes nothing. Raises NotFound.
    """
    return go_to(reference, ParcelStage.RETURNING, delivered_at=None)
