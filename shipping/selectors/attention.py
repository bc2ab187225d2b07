from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.models import Shipment

QUIET_FOR = timedelta(days=3)


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
    """Parcels under way of which the courier has said nothing new for three days."""
    since = clock.now() - QUIET_FOR
    under_way = rows.filter(booking_state=BookingState.BOOKED, next_poll_at__isnull=False)
    return under_way.annotate(news_at=Coalesce("last_event_at", "booked_at")).filter(news_at__lt=since)


def needing_a_look(rows: QuerySet[Shipment]) -> QuerySet[Shipment]:
    """Parcels whose story contradicts itself: money waits for a person."""
    return rows.filter(needs_look=True)
