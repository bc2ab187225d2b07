"""How often each courier brings parcels back from a place, over all sellers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from komship.lib import clock
from orders.models import Order
from orders.models.order import OrderQuerySet
from orders.risk import FEWEST_PARCELS, INSIGHT_MONTHS, Level, place_level, share_of
from orders.states import OrderStatus
from shipping.models import Destination
from shipping.selectors.couriers import service_offers


@dataclass(frozen=True, slots=True)
class CourierRecord:
    """Parcels of a courier that ended at a place: `returned` of `total`."""

    total: int = 0
    returned: int = 0

    @property
    def is_enough(self) -> bool:
        return self.total >= FEWEST_PARCELS

    @property
    def returned_bp(self) -> int:
        return share_of(self.returned, self.total)

    @property
    def level(self) -> Level:
        return place_level(self.returned_bp)


@dataclass(frozen=True, slots=True)
class PlaceInsight:
    """The record of each courier by its name, at a district and at the whole city around it."""

    district: str
    city: str
    in_district: Mapping[str, CourierRecord]
    in_city: Mapping[str, CourierRecord]


def insight_since() -> date:
    """The first Jakarta date that still counts."""
    today = clock.today()
    months = today.year * 12 + today.month - 1 - INSIGHT_MONTHS
    return date(months // 12, months % 12 + 1, min(today.day, 28))


def place_insight(place: Destination) -> PlaceInsight:
    """Ended parcels of all sellers to a place's city, and to its district within. Two queries."""
    of_city = Destination.objects.filter(city=place.city, province=place.province)
    villages = list(of_city.values_list("pk", "district"))
    nearby = [pk for pk, district in villages if district == place.district]
    rows = (
        _ended(pk for pk, _district in villages)
        .values_list("courier_name")
        .annotate(
            total=Count("*"),
            returned=Count("status", filter=_returned()),
            nearby=Count("status", filter=Q(destination__in=nearby)),
            returned_nearby=Count("status", filter=_returned() & Q(destination__in=nearby)),
        )
    )
    found = list(rows)
    return PlaceInsight(
        district=place.district,
        city=place.city,
        in_city={courier: CourierRecord(*counts[:2]) for courier, *counts in found},
        in_district={courier: CourierRecord(*counts[2:]) for courier, *counts in found},
    )


def city_records(city_name: str) -> dict[str, CourierRecord]:
    """The record of each courier in all places of a city of this name. Two queries."""
    villages = Destination.objects.filter(city__iexact=city_name.strip()).values_list("pk", flat=True)
    by_courier = _ended(villages).values_list("courier_name")
    rows = by_courier.annotate(total=Count("*"), returned=Count("status", filter=_returned()))
    return {courier: CourierRecord(*counts) for courier, *counts in rows}


def _ended(destination_ids: Iterable[int]) -> OrderQuerySet:
    ended = Order.objects.ended().filter(ordered_on__gte=insight_since())
    return ended.filter(destination__in=list(destination_ids)).order_by()


def _returned() -> Q:
    return Q(status=OrderStatus.RETURNED)


def cash_couriers(partner_id: int, place: Destination) -> frozenset[str]:
    """Names of the couriers that collect cash at a place, switched on or not. Two queries."""
    offers = service_offers(partner_id, place) if place.tariff_code else []
    return frozenset(
        offer.service.courier.name
        for offer in offers
        if offer.service.takes_cod
        and offer.service.is_active
        and offer.service.courier.is_open
        and not offer.is_no_cod_area
    )
