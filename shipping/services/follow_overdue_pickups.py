from komship.lib import clock
from shipping.models import Pickup
from shipping.pickup_states import last_overdue_day
from shipping.services.follow_pickup import follow_pickup

AT_ONCE = 200


def follow_overdue_pickups() -> int:
    """Settle scheduled pickups whose time is over; returns how many. Each in a transaction of its own."""
    overdue = Pickup.objects.overdue(last_overdue_day(clock.now()))
    ids = list(overdue.order_by("pickup_on").values_list("pk", flat=True)[:AT_ONCE])
    for pickup_id in ids:
        follow_pickup(pickup_id)
    return len(ids)
