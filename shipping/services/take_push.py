import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.carriers.base import Scan
from shipping.carriers.pushes import PushedParcel, UnreadablePush
from shipping.carriers.registry import push_reader
from shipping.models import CarrierPush, Shipment
from shipping.services.apply_tracking import apply_tracking

# Hints may be anybody's: a parcel is not asked about more often than this because of them.
REST = timedelta(minutes=1)
MOST_NAMED = 5


@dataclass
class _Found:
    """Our parcels in a push: what was said of each, by key, and who is not ours."""

    scans: dict[int, list[Scan]] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)


def take_push(push_id: int) -> None:
    """Take in a stored push: its scans by `apply_tracking`, and a poll soon for every parcel it names.

    Safe to repeat; a push that was taken is left alone. What cannot be read and parcels that are not ours
    (or that another carrier tracks) are noted on the row and change nothing. Opens a transaction, locks the
    push and then its parcels in the order of their keys.
    """
    with transaction.atomic():
        waiting = CarrierPush.objects.select_for_update().filter(pk=push_id, state=CarrierPush.State.WAITING)
        push = waiting.first()
        if push is None:
            return
        try:
            news = push_reader(push.carrier).read(json.loads(push.body), received_at=push.received_at)
        except UnreadablePush as error:
            _finish(push, CarrierPush.State.UNREADABLE, note=str(error))
            return
        found = _find(push.carrier, news.parcels)
        for shipment_id, scans in sorted(found.scans.items()):
            if scans:
                apply_tracking(shipment_id, scans)
        _look_again(found)
        push.kind = news.kind
        push.reference = _name_of(news.parcels[0]) if news.parcels else ""
        state = CarrierPush.State.TAKEN if found.scans else CarrierPush.State.UNKNOWN_PARCEL
        _finish(push, state, note=_note_of(found.strangers))


def _find(carrier: str, parcels: Sequence[PushedParcel]) -> _Found:
    """Our parcels by airway bill or order number; one that is named by two parcels' numbers is neither."""
    awbs = {parcel.awb for parcel in parcels} - {""}
    references = {parcel.reference for parcel in parcels} - {""}
    rows = Shipment.objects.filter(Q(awb__in=awbs) | Q(reference__in=references), tracks_with=carrier)
    by_awb: dict[str, int] = {}
    by_reference: dict[str, int] = {}
    for pk, awb, reference in rows.values_list("pk", "awb", "reference"):
        by_reference[reference] = pk
        if awb:
            by_awb[awb] = pk
    found = _Found()
    for parcel in parcels:
        keys = {by_awb.get(parcel.awb), by_reference.get(parcel.reference)} - {None}
        if len(keys) != 1:
            found.strangers.append(_name_of(parcel))
            continue
        (key,) = keys
        if key is not None:
            found.scans.setdefault(key, []).extend(parcel.scans)
    return found


def _look_again(found: _Found) -> None:
    """A push never tells everything: the parcels it names are polled soon, ended ones once more, and
    those without an airway bill yet are looked at."""
    now = clock.now()
    accepted = Shipment.objects.filter(pk__in=found.scans, booking_state=BookingState.ACCEPTED)
    accepted.filter(resolve_after_at__gt=now + REST).update(resolve_after_at=now + REST)
    booked = Shipment.objects.filter(booking_state=BookingState.BOOKED)
    booked.filter(pk__in=[key for key, scans in found.scans.items() if scans]).update(next_poll_at=now)
    hinted = booked.filter(pk__in=[key for key, scans in found.scans.items() if not scans])
    hinted.update(next_poll_at=Greatest(F("polled_at") + REST, Value(now)))


def _finish(push: CarrierPush, state: CarrierPush.State, *, note: str) -> None:
    push.state, push.note, push.taken_at = state, note[:300], clock.now()
    push.save(update_fields=["kind", "reference", "state", "note", "taken_at"])


def _name_of(parcel: PushedParcel) -> str:
    return parcel.reference or parcel.awb


def _note_of(strangers: Sequence[str]) -> str:
    if not strangers:
        return ""
    more = f" + {len(strangers) - MOST_NAMED}" if len(strangers) > MOST_NAMED else ""
    return f"not ours: {', '.join(strangers[:MOST_NAMED])}{more}"
