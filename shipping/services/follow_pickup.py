from django.db import transaction
from django.db.models import Count, Q

from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.models import Pickup, Shipment
from shipping.pickup_states import PickupLoad, PickupStatus, status_of
from shipping.services._transition import move_pickup

# What the courier refused or the seller called off is nothing to fetch.
_NOTHING_TO_FETCH = (BookingState.REJECTED, BookingState.CANCELLED)


def follow_pickup(pickup_id: int) -> PickupStatus:
    """Bring a pickup's status to where its parcels are; doing it again changes nothing.

    Locks the pickup row before it counts, so that of two parcels leaving at once the second sees
    the first one gone. Joins the caller's transaction; a shipment the caller has locked comes first.
    """
    with transaction.atomic():
        pickup = Pickup.objects.select_for_update(no_key=True).get(pk=pickup_id)
        after = status_of(_load(pickup_id), pickup_on=pickup.pickup_on, now=clock.now())
        if after != pickup.status:
            move_pickup(pickup, after)
    return after


def _load(pickup_id: int) -> PickupLoad:
    counts = (
        Shipment.objects.filter(pickup_id=pickup_id)
        .exclude(booking_state__in=_NOTHING_TO_FETCH)
        .aggregate(parcels=Count("pk"), scanned=Count("pk", filter=Q(picked_up_at__isnull=False)))
    )
    return PickupLoad(**counts)
