from finance.models import ParcelMoney
from finance.services._parcel import go_to
from finance.states import ParcelStage


def start_return(reference: str, *, is_correction: bool = False) -> ParcelMoney:
    """The parcel is on its way back: its cost is reserved, nothing is posted (decision 19).

    Runs in the caller's transaction and locks the parcel. A settlement that was too early is
    reversed. Once the return has arrived the news is too late and changes nothing, unless a person
    corrects the arrival: then its charge is reversed. Raises NotFound.
    """
    return go_to(
        reference, ParcelStage.RETURNING, is_correction=is_correction, delivered_at=None, returned_at=None
    )
