from datetime import datetime

from finance.models import ParcelMoney
from finance.services._parcel import go_to
from finance.states import ParcelStage
from komship.lib import clock


def ship_parcel(
    reference: str, *, shipped_at: datetime | None = None, is_correction: bool = False
) -> ParcelMoney:
    """The courier has the parcel: COD income becomes pending, a transfer's hold is captured.

    Runs in the caller's transaction; locks the parcel, then the seller's accounts. Twice, or after
    later news, changes nothing. A cancelled parcel that travels all the same is charged again, even
    into a negative balance. A lost or damaged parcel travels on only by `is_correction`; what was paid
    for it is taken back. Raises NotFound, StageRefused for a correction of any other end.
    """
    at = shipped_at or clock.now()
    return go_to(reference, ParcelStage.IN_TRANSIT, is_correction=is_correction, shipped_at=at)
