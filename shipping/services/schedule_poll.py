from collections.abc import Sequence

from django.db import transaction

from komship.core.audit import Actor, record
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.models import Shipment


def schedule_poll(shipment_ids: Sequence[int], *, actor: Actor | None) -> int:
    """Make parcels due for tracking now, ended ones included; returns how many have an airway bill."""
    now = clock.now()
    with transaction.atomic():
        rows = Shipment.objects.filter(pk__in=shipment_ids, booking_state=BookingState.BOOKED)
        due = rows.update(next_poll_at=now, updated_at=now)
        record("tracking.poll_asked", "shipments:" + ",".join(map(str, shipment_ids[:20])), actor=actor)
    return due
