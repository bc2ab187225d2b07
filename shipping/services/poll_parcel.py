import logging

from django.db.models import F

from komship.lib import clock
from shipping.carriers.base import CarrierLoginFailed, CarrierUnavailable, TrackingNotFound
from shipping.carriers.registry import tracker
from shipping.models import Shipment
from shipping.rules import polling
from shipping.services._carrier_calls import Protocol, keep_exchanges, went_wrong
from shipping.services._carrier_pause import LOGIN_PAUSE_S, pause_carrier
from shipping.services.apply_tracking import TrackingOutcome, apply_tracking

logger = logging.getLogger(__name__)


def poll_parcel(shipment: Shipment) -> TrackingOutcome | None:
    """Ask the courier about one parcel and take in the answer; None when it knows nothing yet.

    Must run outside any transaction. An answer that cannot be used only changes when we ask again:
    then CarrierUnavailable or CarrierLoginFailed is raised, with that already written.
    """
    if not shipment.awb:
        return None
    protocol = Protocol()
    try:
        reply = tracker(shipment.tracks_with).track(shipment.awb, record=protocol)
    except TrackingNotFound:
        # A fresh airway bill is unknown until its first scan; that is no news of any kind.
        apply_tracking(shipment.pk, [])
        return None
    except CarrierLoginFailed as failure:
        pause_carrier(shipment.tracks_with, seconds=LOGIN_PAUSE_S, reason=failure.reason or "login refused")
        logger.error("%s refuses our login; its parcels are not tracked", shipment.tracks_with)
        put_off(shipment)
        raise
    except CarrierUnavailable:
        put_off(shipment)
        keep_exchanges(protocol, shipment_id=shipment.pk, only=went_wrong)
        raise
    outcome = apply_tracking(shipment.pk, reply.scans)
    if outcome.new_scans:
        keep_exchanges(protocol, shipment_id=shipment.pk)
    return outcome


def put_off(shipment: Shipment) -> None:
    """Nobody could tell us anything: ask again after a while that grows with every failure."""
    wait = polling.after_failure(shipment.poll_failures + 1)
    now = clock.now()
    Shipment.objects.filter(pk=shipment.pk, next_poll_at__isnull=False).update(
        polled_at=now,
        poll_failures=F("poll_failures") + 1,
        next_poll_at=now + polling.spread(wait, shipment.pk),
    )
