"""Parcels a courier was asked to collect, for those who watch whether it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import Partner
from komship.lib import clock
from orders.models import Order
from orders.models.order import OrderQuerySet
from orders.states import OrderStatus
from shipping.models import Pickup, Shipment

# People page no further, and counting a million rows takes longer than showing fifty.
MOST_COUNTED = 10_000
MOST_PEOPLE = 500
_WITH_COURIER = [
    status.value
    for status in OrderStatus
    if status not in {OrderStatus.CREATED, OrderStatus.BOOKING, OrderStatus.CANCELLED}
]


@dataclass(frozen=True, kw_only=True)
class WatchFilter:
    """`search` is a whole airway bill or part of a seller's name; no couriers means all of them."""

    search: str = ""
    couriers: Sequence[str] = ()
    only_waiting: bool = False
    oldest_first: bool = False


@dataclass(frozen=True)
class WatchedParcel:
    """`delay` runs from the planned moment until the courier had the parcel, or until now."""

    order: Order
    pickup: Pickup
    delay: timedelta

    @property
    def is_late(self) -> bool:
        return self.delay > timedelta(0)


def watched_orders(wanted: WatchFilter) -> OrderQuerySet:
    """Orders with an airway bill whose courier was asked to come, by the planned moment."""
    rows = Order.objects.live().filter(shipment__pickup__isnull=False, status__in=_WITH_COURIER)
    if wanted.only_waiting:
        rows = rows.filter(shipment__in=Shipment.objects.awaiting_pickup())
    if wanted.couriers:
        rows = rows.filter(courier_name__in=wanted.couriers)
    if wanted.search:
        # Looked up first: one number and few sellers, whose parcels are many.
        shipments = Shipment.objects.filter(awb=wanted.search.upper()).order_by("pk")
        partners = Partner.objects.filter(owner__full_name__icontains=wanted.search).order_by("pk")
        found = Q(shipment__in=list(shipments.values_list("pk", flat=True)))
        found |= Q(partner__in=list(partners.values_list("pk", flat=True)[:MOST_PEOPLE]))
        rows = rows.filter(found)
    sign = "" if wanted.oldest_first else "-"
    keys = ("shipment__pickup__pickup_on", "shipment__pickup__pickup_time", "shipment__pickup__id", "id")
    return rows.order_by(*(sign + key for key in keys))


def watched_parcels(rows: OrderQuerySet, *, offset: int, limit: int) -> list[WatchedParcel]:
    """A window of these orders with what the monitor shows. One query."""
    loaded = rows.select_related("partner__owner", "shipment__pickup__warehouse")
    now = clock.now()
    return [_watched(order, now) for order in loaded[offset : offset + limit]]


def watched_count(rows: OrderQuerySet) -> int:
    """How many there are, up to ten thousand."""
    return rows.order_by()[:MOST_COUNTED].count()


def _watched(order: Order, now: datetime) -> WatchedParcel:
    shipment = order.shipment
    assert shipment is not None  # noqa: S101 - the filter saw to both
    pickup = shipment.pickup
    assert pickup is not None  # noqa: S101
    until = shipment.picked_up_at or now
    return WatchedParcel(order, pickup, max(until - pickup.planned_at, timedelta(0)))
