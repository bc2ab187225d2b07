"""When the money of COD parcels under way is to be expected."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from finance.models import ParcelMoney
from komship.lib import clock
from orders.models import Order
from orders.states import OrderStatus

DAYS_AHEAD = 14
# Longer ago says nothing of a courier today.
HISTORY_DAYS = 90
# Fewer parcels are an accident, not a habit.
FEWEST = 5
# What is expected of a service that never promised anything.
USUAL_DAYS = 4
MOST_PARCELS = 50_000

_DURATIONS = """
SELECT o.courier_name, o.service_code, o.province,
       (s.delivered_at AT TIME ZONE 'Asia/Jakarta')::date
         - (s.picked_up_at AT TIME ZONE 'Asia/Jakarta')::date AS days,
       count(*)
  FROM orders_order o
  JOIN shipping_shipment s ON s.id = o.shipment_id
 WHERE o.partner_id = %s AND o.deleted_at IS NULL AND o.ordered_on >= %s AND o.status = 'delivered'
   AND s.picked_up_at IS NOT NULL AND s.delivered_at >= s.picked_up_at
 GROUP BY 1, 2, 3, 4
"""

Route = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bunch:
    """Some parcels and the net income they bring."""

    parcels: int = 0
    amount_rp: int = 0

    def plus(self, amount_rp: int) -> "Bunch":
        return Bunch(self.parcels + 1, self.amount_rp + amount_rp)


@dataclass(frozen=True, slots=True)
class ForecastDay:
    on: date
    bunch: Bunch


@dataclass(frozen=True, slots=True)
class Forecast:
    """All pending money, each parcel in one place.

    `days` are today and the days after it, `beyond` comes later. Undated are `late` (should have arrived
    by now), `problem` (endangered) and `unpaid` (delivered, but the courier has not paid out).
    """

    days: tuple[ForecastDay, ...]
    beyond: Bunch
    late: Bunch
    problem: Bunch
    unpaid: Bunch

    @property
    def dated_rp(self) -> int:
        return sum(day.bunch.amount_rp for day in self.days) + self.beyond.amount_rp

    @property
    def total_rp(self) -> int:
        return self.dated_rp + self.late.amount_rp + self.problem.amount_rp + self.unpaid.amount_rp


class Habits:
    """How many days parcels usually take: the median of a route, where enough went there."""

    def __init__(self, durations: Iterable[tuple[Route, int, int]]) -> None:
        counts: defaultdict[Route, dict[int, int]] = defaultdict(dict)
        for route, days, parcels in durations:
            for level in (route, route[:2]):
                counts[level][days] = counts[level].get(days, 0) + parcels
        self._medians = {
            route: median(found) for route, found in counts.items() if sum(found.values()) >= FEWEST
        }

    def days(self, route: Route, promised: int | None) -> int:
        """By courier, service and province; else by courier and service; else what was promised."""
        for level in (route, route[:2]):
            if level in self._medians:
                return self._medians[level]
        return USUAL_DAYS if promised is None else promised


def median(counts: Mapping[int, int]) -> int:
    """The value in the middle of counted values; of two the larger, money is better late than promised."""
    middle = sum(counts.values()) // 2
    for value in sorted(counts):
        middle -= counts[value]
        if middle < 0:
            return value
    raise ValueError("nothing was counted")


def settlement_forecast(partner_id: int) -> Forecast:
    """The pending money of a seller by the day it should become hers. Two queries.

    COD money is credited on the day of delivery (decision 17), so a parcel's day is the day it was picked
    up plus the days its route usually takes: the median of this seller's own parcels of the last ninety
    days by courier, service and province, with five parcels at least; else by courier and service; else
    the days the courier promised; else four. A forecast, never a promise: nothing is posted by it. Its
    total is the pending balance, up to 50,000 parcels.
    """
    today = clock.today()
    habits = Habits(_durations(partner_id, today - timedelta(days=HISTORY_DAYS)))
    by_day: defaultdict[date, Bunch] = defaultdict(Bunch)
    apart = {"late": Bunch(), "problem": Bunch(), "unpaid": Bunch(), "beyond": Bunch()}
    last = today + timedelta(days=DAYS_AHEAD - 1)
    for parcel in _pending(partner_id):
        on = _expected_on(parcel, habits)
        place = _place(parcel, on, today, last)
        if place is None and on is not None:
            by_day[on] = by_day[on].plus(parcel.net_rp)
        else:
            apart[place or "late"] = apart[place or "late"].plus(parcel.net_rp)
    days = (today + timedelta(days=step) for step in range(DAYS_AHEAD))
    return Forecast(days=tuple(ForecastDay(on, by_day[on]) for on in days), **apart)


@dataclass(frozen=True, slots=True)
class _Parcel:
    route: Route
    picked_up_on: date | None
    promised: int | None
    net_rp: int
    is_problem: bool
    status: str


def _pending(partner_id: int) -> Iterable[_Parcel]:
    numbers = ParcelMoney.objects.for_partner(partner_id).pending().values("reference")
    rows = Order.objects.for_partner(partner_id).filter(number__in=numbers).order_by("id")
    columns = rows.values_list(
        "courier_name",
        "service_code",
        "province",
        "shipment__picked_up_at",
        "promised_days",
        "net_rp",
        "is_problem",
        "status",
    )
    for courier, service, province, picked_up_at, promised, net_rp, is_problem, status in columns[
        :MOST_PARCELS
    ]:
        picked_up_on = clock.wib(picked_up_at).date() if picked_up_at else None
        yield _Parcel((courier, service, province), picked_up_on, promised, net_rp, is_problem, status)


def _expected_on(parcel: _Parcel, habits: Habits) -> date | None:
    if parcel.picked_up_on is None:
        return None
    return parcel.picked_up_on + timedelta(days=habits.days(parcel.route, parcel.promised))


def _place(parcel: _Parcel, on: date | None, today: date, last: date) -> str | None:
    """The name of the undated bunch, or None for a parcel that has a day."""
    if parcel.status == OrderStatus.DELIVERED:
        return "unpaid"
    if parcel.is_problem:
        return "problem"
    if on is None or on < today:
        return "late"
    return "beyond" if on > last else None


def _durations(partner_id: int, since: date) -> list[tuple[Route, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_DURATIONS, [partner_id, since])
        return [
            ((courier, service, province), days, parcels)
            for courier, service, province, days, parcels in cursor.fetchall()
        ]
