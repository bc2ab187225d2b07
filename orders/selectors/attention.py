"""Orders whose parcels somebody should ask about, with the money that hangs on them."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from finance.states import PaymentMethod
from orders.models.order import OrderQuerySet
from orders.selectors.rows import orders_of
from shipping.models import Shipment
from shipping.selectors import attention

QUIET, UNKNOWN, LOOK = "quiet", "unknown", "look"
_LISTS = {
    QUIET: attention.without_movement,
    UNKNOWN: attention.outcome_unknown,
    LOOK: attention.needing_a_look,
}


@dataclass(frozen=True, slots=True)
class AtRisk:
    """How many orders, and the cash their couriers still have to bring."""

    orders: int
    cod_rp: int


def attention_orders(partner_id: int, tab: str) -> OrderQuerySet:
    """The orders of a list, longest silence first, with shipment and lines; `quiet_since` is the last news.

    Two queries per page: the parcels come from partial indexes, the orders by their shipments.
    """
    return (
        _orders(partner_id, tab)
        .annotate(quiet_since=Coalesce("shipment__last_event_at", "shipment__booked_at"))
        .select_related("shipment")
        .prefetch_related("lines")
        .order_by(F("quiet_since").asc(nulls_last=True), "pk")
    )


def attention_counts(partner_id: int) -> dict[str, AtRisk]:
    """Every list with its number of orders and its cash. Three queries."""
    return {tab: _at_risk(_orders(partner_id, tab)) for tab in _LISTS}


def attention_count(partner_id: int) -> int:
    """Parcels without movement. One query."""
    return _orders(partner_id, QUIET).count()


def _orders(partner_id: int, tab: str) -> OrderQuerySet:
    shipments = _LISTS[tab](Shipment.objects.for_partner(partner_id))
    return orders_of(partner_id).filter(shipment__in=shipments.values("pk"))


def _at_risk(orders: OrderQuerySet) -> AtRisk:
    collected = Sum("total_rp", filter=Q(payment_method=PaymentMethod.COD))
    sums = orders.order_by().aggregate(orders=Count("pk"), cod_rp=collected)
    return AtRisk(sums["orders"], sums["cod_rp"] or 0)
