from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shipping.carriers.base import CarrierError
from shipping.models import Shipment
from shipping.services.poll_parcel import poll_parcel


@dataclass(frozen=True)
class PollResult:
    awb: str
    status: str
    new_scans: int
    problem: str = ""


def poll_now(shipment_ids: Sequence[int]) -> Iterator[PollResult]:
    """Ask about these parcels at once, whatever their due time. Must run outside any transaction."""
    for shipment in Shipment.objects.filter(pk__in=shipment_ids, awb__isnull=False).order_by("id"):
        awb = shipment.awb or ""
        try:
            outcome = poll_parcel(shipment)
        except CarrierError as error:
            yield PollResult(awb, shipment.status, 0, problem=str(error) or type(error).__name__)
            continue
        if outcome is None:
            yield PollResult(awb, shipment.status, 0, problem="not scanned yet")
        else:
            yield PollResult(awb, outcome.status, outcome.new_scans)
