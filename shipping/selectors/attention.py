from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.models import Pickup, Shipment
from shipping.models.shipments import LAST_NEWS
from shipping.rules.quiet import USUAL_QUIET


def outcome_unknown(rows: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """Bookings nobody knows the end of yet."""
    return rows.filter(booking_state__in=[BookingState.UNKNOWN, BookingState.CALLING])


def awaiting_awb(rows: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """Orders a courier has taken without giving them an airway bill yet."""
    return rows.filter(booking_state=BookingState.ACCEPTED)


def awaiting_payout(rows: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """Delivered COD parcels whose money the courier still has."""
    return rows.filter(awaits_payout=True)


def without_movement(rows: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """Parcels under way of which the courier has said nothing for longer than is usual where they are.

    `news_at` is the newest scan, or when the airway bill was issued. Served by a partial index.
    """
    now = clock.now()
    quiet = Q()
    for status, usual in USUAL_QUIET.items():
        quiet |= Q(status=status.value, news_at__lt=now - usual)
    shortest = min(USUAL_QUIET.values())
    under_way = rows.filter(status__in=[status.value for status in USUAL_QUIET])
    return under_way.annotate(news_at=LAST_NEWS).filter(quiet, news_at__lt=now - shortest)


def needing_a_look(rows: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """Parcels whose story contradicts itself: money waits for a person."""
    return rows.filter(needs_look=True)


def late_pickups(rows: QuerySet[Pickup]) -> QuerySet[Pickup]:
    """Pickups whose moment has passed while parcels still wait for the courier."""
    now = clock.wib(clock.now())
    passed = Q(pickup_on__lt=now.date()) | Q(pickup_on=now.date(), pickup_time__lt=now.time())
    waiting = Shipment.objects.awaiting_pickup().filter(pickup=OuterRef("pk"))
    return rows.filter(passed, Exists(waiting))


def with_waiting_parcels(rows: QuerySet[Pickup]) -> QuerySet[Pickup]:
    """Each pickup with how many of its parcels the courier has not collected (`waiting`)."""
    waiting = Shipment.objects.awaiting_pickup().filter(pickup=OuterRef("pk")).order_by()
    counted = waiting.values("pickup").annotate(n=Count("pk")).values("n")
    return rows.annotate(waiting=Coalesce(Subquery(counted), 0))


def waiting_parcels(pickup_ids: Sequence[int]) -> list[int]:
    """The parcels of these pickups that the courier has not collected."""
    rows = Shipment.objects.awaiting_pickup().filter(pickup__in=pickup_ids)
    return list(rows.order_by("pk").values_list("pk", flat=True))
