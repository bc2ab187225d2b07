from datetime import timedelta

from django.db.models import F

from komship.lib import clock
from shipping.carriers.base import CarrierLoginFailed, CarrierUnavailable, TrackingNotFound
from shipping.carriers.registry import tracker
from shipping.models import Shipment
from shipping.rules import polling
from shipping.rules.breakers import Line
from shipping.services import _breaker as breaker
from shipping.services._carrier_calls import Protocol, keep_exchanges, went_wrong
from shipping.services.apply_tracking import TrackingOutcome, apply_tracking


def poll_parcel(shipment: Shipment) -> TrackingOutcome | None:
    """Ask the courier about one parcel and take in the answer; None when it knows nothing yet.

    Must run outside any transaction. An answer that cannot be used only changes when we ask again:
    then CarrierUnavailable or CarrierLoginFailed is raised, with that already written. LinePaused: the
    carrier is left alone at the moment, and the parcel is no more to blame than others.
    """
    if not shipment.awb:
        return None
    protocol = Protocol()
    try:
        with breaker.calling(breaker.ask(shipment.tracks_with, Line.TRACKING)):
            reply = tracker(shipment.tracks_with).track(shipment.tracking_number, record=protocol)
    except TrackingNotFound:
        # A fresh airway bill is unknown until its first scan; that is no news of any kind.
        apply_tracking(shipment.pk, [])
        return None
    except breaker.LinePaused as pause:
        postpone(shipment, wait_s=pause.wait_s)
        raise
    except CarrierLoginFailed:
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


def postpone(shipment: Shipment, *, wait_s: int) -> None:
    """Nobody was asked: the parcel's turn comes when its carrier is tried again, and no failure counts."""
    later = clock.now() + polling.spread(timedelta(seconds=wait_s), shipment.pk)
    Shipment.objects.filter(pk=shipment.pk, next_poll_at__isnull=False).update(next_poll_at=later)


def put_off(shipment: Shipment) -> None:
    """Nobody could tell us anything: ask again after a while that grows with every failure."""
    wait = polling.after_failure(shipment.poll_failures + 1)
    now = clock.now()
    Shipment.objects.filter(pk=shipment.pk, next_poll_at__isnull=False).update(
        polled_at=now,
        poll_failures=F("poll_failures") + 1,
        next_poll_at=now + polling.spread(wait, shipment.pk),
    )
