from collections import defaultdict
from datetime import timedelta

from django.db import transaction

from komship.core.outbox import emit
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.events import AirwayBillsDue
from shipping.models import Shipment

MOST = 300
# As many as Shipper activates in one call.
BATCH = 30
LEASE = timedelta(minutes=5)


def claim_accepted(*, limit: int = MOST) -> int:
    """Hand orders that a courier has taken without an airway bill to the workers; returns how many.

    Orders of one pickup come in one batch, so that the courier is asked to come once for all of
    them. Rows are claimed by pushing their due time on: a lost batch comes back by itself. Locks the
    rows it takes and skips those another sweep holds.
    """
    now = clock.now()
    with transaction.atomic():
        due = list(
            Shipment.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(booking_state=BookingState.ACCEPTED, resolve_after_at__lte=now)
            .order_by("resolve_after_at", "pk")
            .values_list("pk", "books_with", "pickup_id")[:limit]
        )
        together: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
        for pk, carrier, pickup_id in due:
            together[carrier, pickup_id].append(pk)
        Shipment.objects.filter(pk__in=[pk for pk, *_ in due]).update(resolve_after_at=now + LEASE)
        emit(
            *(
                AirwayBillsDue(carrier=carrier, shipment_ids=pks[start : start + BATCH])
                for (carrier, _pickup), pks in together.items()
                for start in range(0, len(pks), BATCH)
            )
        )
    return len(due)
