"""How sellers came and grew, for account managers. Sums cost a look at each shown seller's orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from accounts.models import Partner
from orders.models import Order
from products.models import Product
from shipping.models import Pickup

# Columns of the table by the clients' names.
COLUMNS = {
    "full_name": "owner__full_name",
    "no_hp": "owner__phone",
    "registered": "created_at",
    "email_verified_at": "owner__email_verified_at",
    "is_onboarding": "onboarded_at",
    "first_product": "first_product",
    "first_order": "first_order",
    "first_pickup": "first_pickup",
    "last_pickup": "last_pickup",
    "total_order": "total_order",
    "total_transaksi": "total_transaksi",
    "total_ongkir": "total_ongkir",
    "total_revenue": "total_revenue",
}


@dataclass(frozen=True, kw_only=True)
class GrowthFilter:
    """Moments are included at the start and left out at the end. `sort` is a key of COLUMNS."""

    since: datetime | None = None
    until: datetime | None = None
    pickup_since: datetime | None = None
    pickup_until: datetime | None = None
    search: str = ""
    sort: str = "full_name"
    descending: bool = False


def partner_growth(wanted: GrowthFilter) -> QuerySet[Partner]:
    """Sellers with their first and last deeds and their sums; each row has the names of COLUMNS.

    Money is that of orders the courier has taken. Our revenue is the postage and the COD fee less
    the cashback.
    """
    rows: QuerySet[Any] = Partner.objects.select_related("owner").annotate(**_first_deeds(), **_sums())
    rows = _between(rows, "created_at", wanted.since, wanted.until)
    rows = _between(rows, "last_pickup", wanted.pickup_since, wanted.pickup_until)
    if wanted.search:
        rows = rows.filter(
            Q(owner__full_name__icontains=wanted.search)
            | Q(name__icontains=wanted.search)
            | Q(owner__email__icontains=wanted.search)
            | Q(owner__phone__contains=wanted.search.lstrip("0"))
        )
    column = F(COLUMNS[wanted.sort])
    return rows.order_by(
        column.desc(nulls_last=True) if wanted.descending else column.asc(nulls_last=True), "pk"
    )


@dataclass(frozen=True)
class Growth:
    """How many sellers of a period came how far, and how many were at work in it."""

    registered: int
    verified: int
    with_product: int
    with_order: int
    at_work: int


def users_growth(since: datetime, until: datetime) -> Growth:
    """Counters of a period. Two queries."""
    mine = {"partner": OuterRef("pk")}
    counts = _between(Partner.objects.all(), "created_at", since, until).aggregate(
        registered=Count("pk"),
        verified=Count("pk", filter=Q(owner__email_verified_at__isnull=False)),
        with_product=Count("pk", filter=Q(Exists(Product.objects.filter(**mine)))),
        with_order=Count("pk", filter=Q(Exists(Order.objects.filter(**mine)))),
    )
    pickups = _between(Pickup.objects.all(), "created_at", since, until)
    at_work = pickups.aggregate(count=Count("partner_id", distinct=True))["count"]
    return Growth(**counts, at_work=at_work)


def _first_deeds() -> Mapping[str, Any]:
    def moment(rows: QuerySet[Any], name: str, aggregate: type[Min | Max]) -> Subquery:
        mine = rows.filter(partner=OuterRef("pk")).order_by().values("partner")
        return Subquery(mine.annotate(at=aggregate(name)).values("at"), output_field=DateTimeField())

    return {
        "first_product": moment(Product.objects.all(), "created_at", Min),
        "first_order": moment(Order.objects.live(), "created_at", Min),
        "first_pickup": moment(Pickup.objects.all(), "created_at", Min),
        "last_pickup": moment(Pickup.objects.all(), "created_at", Max),
    }


def _sums() -> Mapping[str, Any]:
    def total(rows: QuerySet[Order], value: Any) -> Coalesce:
        mine = rows.filter(partner=OuterRef("pk")).order_by().values("partner")
        found = mine.annotate(total=value).values("total")
        return Coalesce(Subquery(found, output_field=BigIntegerField()), Value(0))

    taken = Order.objects.filter(status__in=("shipped", "delivered", "returned", "lost", "damaged"))
    revenue = Sum(F("shipping_rp") + F("cod_fee_rp") - F("cashback_rp"))
    return {
        "total_order": total(Order.objects.live(), Count("pk")),
        "total_transaksi": total(taken, Sum("total_rp")),
        "total_ongkir": total(taken, Sum("shipping_rp")),
        "total_revenue": total(taken, revenue),
    }


def _between(rows: QuerySet[Any], name: str, since: datetime | None, until: datetime | None) -> QuerySet[Any]:
    if since is not None:
        rows = rows.filter(**{f"{name}__gte": since})
    if until is not None:
        rows = rows.filter(**{f"{name}__lt": until})
    return rows
