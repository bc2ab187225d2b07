"""A month of the big sellers: who carries their parcels, how many come back, on which days they send."""

from calendar import monthrange
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q

from accounts.models import Partner
from komship.lib.clock import JAKARTA
from komship.lib.money import divide_half_up
from orders.models import Order
from shipping.models import Pickup
from tickets.models import Ticket

COURIERS = ("jne", "sicepat", "idexpress", "sap")


@dataclass(frozen=True)
class PartnerMonth:
    """Percentages are whole numbers of the month's orders; `pickup_days` has one flag per day."""

    partner: Partner
    last_pickup_on: date | None
    orders: int
    courier_percent: dict[str, int]
    return_percent: int
    problem_percent: int
    unread_tickets: int
    pickup_days: list[int]


def partner_months(month: date, *, search: str = "", offset: int = 0, limit: int = 50) -> list[PartnerMonth]:
    """Sellers by number, with their month (`month` is any day of it). Five queries."""
    rows = Partner.objects.select_related("owner").order_by("pk")
    if search:
        rows = rows.filter(
            Q(name__icontains=search)
            | Q(owner__full_name__icontains=search)
            | Q(owner__email__icontains=search)
            | Q(owner__phone__contains=search.lstrip("0"))
        )
    partners = list(rows[offset : offset + limit])
    ids = [partner.pk for partner in partners]
    parcels = _parcels(ids, month)
    pickups = _pickup_days(ids, month)
    last = dict(
        Pickup.objects.filter(partner__in=ids)
        .order_by()
        .values_list("partner")
        .annotate(last=Max("created_at"))
    )
    unread = _unread(ids)
    days = monthrange(month.year, month.month)[1]
    return [
        PartnerMonth(
            partner=partner,
            last_pickup_on=_day(last.get(partner.pk)),
            orders=parcels[partner.pk]["all"],
            courier_percent=courier_percent(parcels[partner.pk]),
            return_percent=_percent(parcels[partner.pk]["returned"], parcels[partner.pk]["all"]),
            problem_percent=_percent(parcels[partner.pk]["problem"], parcels[partner.pk]["all"]),
            unread_tickets=unread.get(partner.pk, 0),
            pickup_days=[int(number in pickups[partner.pk]) for number in range(1, days + 1)],
        )
        for partner in partners
    ]


def courier_percent(parcels: Counter[str]) -> dict[str, int]:
    """Whole percentages that add up to 100 (or to 0 without parcels): the biggest takes the rest."""
    total = sum(parcels[code] for code in COURIERS)
    shares = {code: _percent(parcels[code], total) for code in COURIERS}
    if total:
        biggest = max(COURIERS, key=lambda code: shares[code])
        shares[biggest] += 100 - sum(shares.values())
    return shares


def _parcels(ids: list[int], month: date) -> dict[int, Counter[str]]:
    rows = (
        Order.objects.live()
        .filter(partner__in=ids, ordered_on__year=month.year, ordered_on__month=month.month)
        .order_by()
        .values_list("partner_id", "courier_name")
        .annotate(
            all=Count("pk"),
            returned=Count("pk", filter=Q(status="returned")),
            problem=Count("pk", filter=Q(is_problem=True)),
        )
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for partner_id, courier, count, returned, problem in rows:
        found[partner_id].update(
            {courier.lower(): count, "all": count, "returned": returned, "problem": problem}
        )
    return found


def _pickup_days(ids: list[int], month: date) -> dict[int, set[int]]:
    rows = (
        Pickup.objects.filter(partner__in=ids, pickup_on__year=month.year, pickup_on__month=month.month)
        .order_by()
        .values_list("partner_id", "pickup_on__day")
        .distinct()
    )
    found: dict[int, set[int]] = defaultdict(set)
    for partner_id, day in rows:
        found[partner_id].add(day)
    return found


def _unread(ids: list[int]) -> dict[int, int]:
    unread = Q(messages__read_at__isnull=True) & ~Q(messages__author="partner")
    rows = Ticket.objects.filter(unread, partner__in=ids, messages__isnull=False).order_by()
    return dict(rows.values_list("partner_id").annotate(Count("pk", distinct=True)))


def _percent(part: int, whole: int) -> int:
    return divide_half_up(part * 100, whole) if whole else 0


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(JAKARTA).date() if moment else None
