"""Returns: on their way, home but unopened, and unpacked; and the one somebody holds in her hands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from komship.lib.lazy import lazy
from orders.errors import ReturnCheckNotFound
from orders.models import Order, ReturnCheck
from orders.models.order import OrderQuerySet
from orders.selectors.filters import search_orders
from orders.selectors.rows import orders_of
from orders.states import RETURN_ARRIVED, RETURN_UNDER_WAY, OrderStatus

if TYPE_CHECKING:
    from rapidfuzz import distance
else:
    distance = lazy("rapidfuzz.distance")

ON_THE_WAY, ARRIVED, CHECKED = "on_the_way", "arrived", "checked"
# Enough to compare a typed number with; nobody has more parcels coming home at once.
MOST_COMPARED = 5_000
MOST_ALIKE = 3
_STATES = {ON_THE_WAY: RETURN_UNDER_WAY, ARRIVED: RETURN_ARRIVED}


@dataclass(frozen=True, slots=True)
class Alike:
    """A returning parcel one could take for another: `reason` is `digit` or `buyer`."""

    order: Order
    awb: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scanned or typed number leads to. `order` may be no return at all; `check` if unpacked."""

    order: Order | None
    check: ReturnCheck | None
    alike: list[Alike]


def open_returns(partner_id: int) -> OrderQuerySet:
    """Returns nobody has unpacked yet. Served by a partial index."""
    return orders_of(partner_id).filter(status=OrderStatus.RETURNED, return_checked_at=None)


def return_list(partner_id: int, tab: str, *, search: str = "") -> OrderQuerySet:
    """Returns under a tab with parcel, lines and check; newest first. Three queries."""
    if tab == CHECKED:
        rows = orders_of(partner_id).filter(return_checked_at__isnull=False).order_by("-return_checked_at")
    else:
        rows = open_returns(partner_id).filter(return_state=_STATES[tab]).order_by("-id")
    if search.strip():
        rows = search_orders(rows, search, partner_id=partner_id)
    in_force = Prefetch("return_checks", ReturnCheck.objects.in_force(), to_attr="checks_in_force")
    return rows.select_related("shipment").prefetch_related("lines", in_force)


def open_return_counts(partner_id: int) -> dict[str, int]:
    """Returns on their way and unopened ones. Two queries on a partial index."""
    rows = open_returns(partner_id)
    return {tab: rows.filter(return_state=state).count() for tab, state in _STATES.items()}


def unopened_returns(partner_id: int) -> int:
    """Returns that are home and wait for somebody to look into them. One query."""
    return open_returns(partner_id).filter(return_state=RETURN_ARRIVED).count()


def scanned_return(partner_id: int, awb: str) -> Scanned:
    """The seller's parcel with this airway bill, and those it might be mistaken for.

    Never guesses: a number that is one digit off is offered, not taken. At most four queries.
    """
    orders = orders_of(partner_id).select_related("shipment", "customer").prefetch_related("lines")
    order = orders.filter(shipment__awb=awb).first()
    check = ReturnCheck.objects.in_force().filter(order=order).first() if order else None
    return Scanned(order, check, _alike(partner_id, awb, order))


def _alike(partner_id: int, awb: str, order: Order | None) -> list[Alike]:
    # In no order: sorting would make the database walk all orders of the seller instead of these.
    waiting = open_returns(partner_id).order_by().values_list("pk", "customer_id", "shipment__awb")
    reasons = {}
    for pk, customer_id, other in waiting[:MOST_COMPARED]:
        if other == awb:
            continue
        if distance.OSA.distance(awb, other or "", score_cutoff=1) <= 1:
            reasons[pk] = "digit"
        elif order is not None and customer_id == order.customer_id:
            reasons[pk] = "buyer"
    chosen = sorted(reasons, key=lambda pk: (reasons[pk] != "digit", -pk))[:MOST_ALIKE]
    if not chosen:
        return []
    found = orders_of(partner_id).select_related("shipment").in_bulk(chosen)
    rows = [found[pk] for pk in chosen]
    return [Alike(row, (row.shipment.awb if row.shipment else "") or "", reasons[row.pk]) for row in rows]


def return_check_detail(partner_id: int, check_id: int) -> ReturnCheck:
    """One check with its order, lines and photos. Three queries. Raises ReturnCheckNotFound."""
    check = (
        ReturnCheck.objects.for_partner(partner_id)
        .select_related("order__shipment")
        .prefetch_related("lines__line", "photos")
        .filter(pk=check_id)
        .first()
    )
    if check is None:
        raise ReturnCheckNotFound(_("Pemeriksaan retur tidak ditemukan."))
    return check
