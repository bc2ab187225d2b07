import time

from django.db.models import Q

from komship.core.outbox import RetryLater
from komship.lib import clock
from shipping.carriers.base import CarrierLoginFailed, CarrierUnavailable
from shipping.events import TrackingDue
from shipping.models import Shipment
from shipping.services._breaker import LinePaused
from shipping.services._rate_limit import take_turns
from shipping.services.poll_parcel import poll_parcel, postpone

# A batch ends well before its delivery's lease does, whatever a slow courier takes per answer.
LONGEST_S = 60
NEXT_TURN_S = 1


def poll_batch(batch: TrackingDue) -> None:
    """Ask a courier about the parcels of a batch, within its rate limit and without ever waiting.

    Must run outside any transaction. Safe to repeat: parcels asked about since the batch was made are
    skipped. Raises RetryLater for those that did not get their turn.
    """
    waiting = list(
        Shipment.objects.filter(pk__in=batch.shipment_ids, next_poll_at__isnull=False)
        .filter(Q(polled_at__isnull=True) | Q(polled_at__lt=clock.parse_iso(batch.due_at)))
        .order_by("id")
    )
    granted = take_turns(batch.carrier, len(waiting)) if waiting else 0
    asked = _poll(waiting[:granted], rest=waiting[granted:])
    if asked < len(waiting):
        raise RetryLater(NEXT_TURN_S, f"{len(waiting) - asked} parcels wait for their turn")


def _poll(parcels: list[Shipment], *, rest: list[Shipment]) -> int:
    """Returns how many are done; while the carrier is left alone all others are postponed at once."""
    started = time.monotonic()
    for position, shipment in enumerate(parcels):
        if time.monotonic() - started > LONGEST_S:
            return position
        try:
            poll_parcel(shipment)
        except LinePaused as pause:
            for other in (*parcels[position + 1 :], *rest):
                postpone(other, wait_s=pause.wait_s)
            return len(parcels) + len(rest)
        except (CarrierUnavailable, CarrierLoginFailed):
            continue
    return len(parcels)
