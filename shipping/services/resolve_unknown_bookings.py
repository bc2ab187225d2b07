from datetime import timedelta

from django.db import transaction

from komship.core.outbox import emit
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.events import BookingUnresolved
from shipping.models import Shipment
from shipping.services._transition import give_up_attempts

BATCH = 200
LEASE = timedelta(minutes=10)


def resolve_unknown_bookings(*, limit: int = BATCH) -> int:
    """Have every unexplained booking asked about that has waited long enough; returns how many.

    Also finds attempts whose worker died between call and record: their lease is over. Locks the
    rows it takes and skips those another sweep holds.
    """
    now = clock.now()
    with transaction.atomic():
        due = list(
            Shipment.objects.select_for_update(skip_locked=True)
            .filter(
                booking_state__in=[BookingState.CALLING, BookingState.UNKNOWN],
                resolve_after_at__lte=now,
            )
            .order_by("resolve_after_at")
            .values_list("pk", "reference")[:limit]
        )
        # Until the answer is recorded the rows are due again only if the delivery got lost.
        give_up_attempts(
            Shipment.objects.filter(pk__in=[pk for pk, _ in due]),
            maybe_booked=True,
            resolve_after_at=now + LEASE,
        )
        emit(*(BookingUnresolved(shipment_id=pk, reference=reference) for pk, reference in due))
    return len(due)
