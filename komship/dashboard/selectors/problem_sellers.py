"""Sellers of whose parcels on the road more than half are stuck."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from accounts.models import Partner, Warehouse
from accounts.states import PartnerStatus
from komship.lib.money import divide_half_up
from orders.models import Order, OrderLine
from tickets.models import Ticket

Counted = dict[int, tuple[str, int]]


@dataclass(frozen=True)
class Share:
    """The most frequent of something, and its whole percentage."""

    name: str
    percent: int


@dataclass(frozen=True)
class ProblemSeller:
    partner: Partner
    running: int
    problem_percent: int
    courier: Share
    method: Share
    product: Share
    top_variant_percent: int
    complaint: Share
    warehouse: Warehouse | None
    # Tenths of a percent of all finished parcels.
    returned_permille: int


# 0: nobody has looked at her yet. The other numbers are the filter's and the verdict's.
VERDICTS = {1: PartnerStatus.FRAUDULENT, 2: PartnerStatus.ON_HOLD, 3: PartnerStatus.ACTIVE}


def verdict_number(partner: Partner) -> int:
    """The number clients know what ops decided by; 0 while nobody has decided."""
    if partner.status == PartnerStatus.ACTIVE:
        return 3 if partner.judged_at else 0
    return next(number for number, status in VERDICTS.items() if status == partner.status)


def problem_sellers(
    *, search: str = "", verdict: int | None = None, offset: int = 0, limit: int = 50
) -> list[ProblemSeller]:
    """The worst first. Seven queries, none of them per seller."""
    rows = _stuck(search, verdict)[offset : offset + limit]
    partners: list[Any] = list(rows)
    ids = [partner.pk for partner in partners]
    orders = Order.objects.live().filter(partner__in=ids)
    counts = dict(orders.order_by().values_list("partner_id").annotate(Count("pk")))
    couriers = _most(orders.values_list("partner_id", "courier_name").annotate(Count("pk")))
    methods = _most(orders.values_list("partner_id", "payment_method").annotate(Count("pk")))
    products, variants, pieces = _goods(ids)
    tickets = Ticket.objects.filter(partner__in=ids)
    complaints = _most(tickets.values_list("partner_id", "type__name").annotate(Count("pk")))
    complaint_counts = dict(tickets.order_by().values_list("partner_id").annotate(Count("pk")))
    warehouses = {row.partner_id: row for row in Warehouse.objects.filter(partner__in=ids, is_default=True)}
    return [
        ProblemSeller(
            partner=partner,
            running=partner.running,
            problem_percent=divide_half_up(partner.stuck * 100, partner.running),
            courier=_share(couriers, partner.pk, counts),
            method=_share(methods, partner.pk, counts),
            product=_share(products, partner.pk, pieces),
            top_variant_percent=_share(variants, partner.pk, pieces).percent,
            complaint=_share(complaints, partner.pk, complaint_counts),
            warehouse=warehouses.get(partner.pk),
            returned_permille=_permille(partner.back, partner.ended),
        )
        for partner in partners
    ]


def _stuck(search: str, verdict: int | None) -> QuerySet[Any]:
    """Partners annotated with running, stuck, back and ended parcels."""
    live = Q(orders__deleted_at__isnull=True)
    shipped = live & Q(orders__status="shipped")
    rows: QuerySet[Any] = (
        Partner.objects.select_related("owner")
        .annotate(
            running=Count("orders", filter=shipped),
            stuck=Count("orders", filter=shipped & Q(orders__is_problem=True)),
            back=Count("orders", filter=live & Q(orders__status="returned")),
            ended=Count("orders", filter=live & Q(orders__status__in=("returned", "delivered"))),
        )
        .filter(running__gt=0, stuck__gt=F("running") / 2.0)
        .order_by("-stuck", "pk")
    )
    if search:
        rows = rows.filter(
            Q(name__icontains=search)
            | Q(owner__full_name__icontains=search)
            | Q(owner__email__icontains=search)
        )
    if verdict is not None:
        rows = rows.filter(status=VERDICTS[verdict])
        rows = rows.filter(judged_at__isnull=False) if verdict == 3 else rows
    return rows


def _goods(ids: list[int]) -> tuple[Counted, Counted, dict[int, int]]:
    """The most ordered product and variant of each seller, and how many lines she has. One query."""
    lines = (
        OrderLine.objects.filter(order__partner__in=ids, order__deleted_at__isnull=True)
        .order_by()
        .values_list("order__partner_id", "product_name", "variant_id")
        .annotate(Count("pk"))
    )
    by_product: dict[tuple[int, str], int] = {}
    by_variant = []
    totals: dict[int, int] = {}
    for partner_id, name, variant_id, count in lines:
        by_product[partner_id, name] = by_product.get((partner_id, name), 0) + count
        by_variant.append((partner_id, str(variant_id), count))
        totals[partner_id] = totals.get(partner_id, 0) + count
    products = [(partner_id, name, count) for (partner_id, name), count in by_product.items()]
    return _most(products), _most(by_variant), totals


def _most(rows: Iterable[tuple[int, str, int]]) -> Counted:
    best: Counted = {}
    for partner_id, name, count in rows:
        if partner_id not in best or count > best[partner_id][1]:
            best[partner_id] = (name, count)
    return best


def _share(best: Counted, partner_id: int, totals: dict[int, int]) -> Share:
    name, count = best.get(partner_id, ("", 0))
    whole = totals.get(partner_id, 0)
    return Share(name, divide_half_up(count * 100, whole) if whole else 0)


def _permille(part: int, whole: int) -> int:
    return divide_half_up(part * 1000, whole) if whole else 0
