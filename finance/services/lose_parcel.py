from finance.models import ParcelMoney
from finance.services._parcel import go_to
from finance.states import COMPENSATIONS, ParcelStage


def lose_parcel(reference: str, *, kind: ParcelStage | str) -> ParcelMoney:
    """The courier lost or damaged the parcel: only the stage changes, compensation is up to ops.

    Runs in the caller's transaction and locks the parcel; reverses a settlement. Raises NotFound,
    ValueError for another kind.
    """
    to = ParcelStage(kind)
    if to not in COMPENSATIONS:
        raise ValueError("a parcel is lost or damaged here")
    return go_to(reference, to, delivered_at=None)
