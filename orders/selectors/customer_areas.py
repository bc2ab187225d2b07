"""Where buyers live, and how their parcels end there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Count, Q

from komship.lib import clock
from orders.models import Order
from orders.risk import FEWEST_PARCELS, share_of
from orders.selectors.customer_filters import customers_of
from orders.selectors.return_insight import insight_since
from orders.states import OrderStatus


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a seller's parcels to a place ended."""

    delivered: int = 0
    returned: int = 0

    @property
    def ended(self) -> int:
        return self.delivered + self.returned

    @property
    def returned_bp(self) -> int | None:
        """None while too few have ended to say."""
        return share_of(self.returned, self.ended) if self.ended >= FEWEST_PARCELS else None

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.delivered + other.delivered, self.returned + other.returned)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A province, or a city with its province. `share_bp` is of all buyers that were counted."""

    name: str
    province: str
    customers: int
    share_bp: int
    outcome: Outcome = field(default_factory=Outcome)


@dataclass(frozen=True, slots=True)
class Areas:
    """Most buyers first, then by name."""

    total: int
    provinces: list[AreaRow]
    cities: list[AreaRow]


Place = tuple[str, str]
T = TypeVar("T", int, Outcome)
_NOTHING = Outcome()
_NO_OUTCOMES: Mapping[Place, Outcome] = {}


def customer_areas(
    partner_id: int, *, since: date | None = None, outcomes: Mapping[Place, Outcome] = _NO_OUTCOMES
) -> Areas:
    """A seller's buyers by province and city. One query.

    With `since` (a Jakarta date), only who has ordered since. `outcomes` is keyed by province and city.
    """
    buyers = customers_of(partner_id)
    if since is not None:
        buyers = buyers.filter(last_ordered_at__gte=clock.wib_moment(since))
    found = buyers.order_by().values_list("destination__province", "destination__city")
    cities = {(province, city): count for province, city, count in found.annotate(count=Count("*"))}
    return Areas(
        total=sum(cities.values()),
        provinces=_rows(_by_province(cities, 0), _by_province(outcomes, _NOTHING)),
        cities=_rows(cities, outcomes),
    )


def area_outcomes(partner_id: int) -> dict[Place, Outcome]:
    """How a seller's parcels of the last months ended, by province and city. One query."""
    ended = Order.objects.for_partner(partner_id).live().ended().filter(ordered_on__gte=insight_since())
    rows = (
        ended.order_by()
        .values_list("destination__province", "destination__city")
        .annotate(
            delivered=Count("status", filter=Q(status=OrderStatus.DELIVERED)),
            returned=Count("status", filter=Q(status=OrderStatus.RETURNED)),
        )
    )
    return {(province, city): Outcome(*counts) for province, city, *counts in rows}


def _by_province(of_cities: Mapping[Place, T], nothing: T) -> dict[Place, T]:
    sums: dict[Place, T] = {}
    for (province, _city), value in of_cities.items():
        sums[province, ""] = sums.get((province, ""), nothing) + value
    return sums


def _rows(counts: Mapping[Place, int], outcomes: Mapping[Place, Outcome]) -> list[AreaRow]:
    total = sum(counts.values())
    best_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        AreaRow(
            name=city or province,
            province=province,
            customers=count,
            share_bp=share_of(count, total),
            outcome=outcomes.get((province, city), _NOTHING),
        )
        for (province, city), count in best_first
    ]
