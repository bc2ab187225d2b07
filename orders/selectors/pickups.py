"""Pickups with the orders on them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from komship.lib.errors import NotFound
from orders.models import Order, OrderLine
from orders.models.order import OrderQuerySet
from shipping.models import Pickup


class PickupNotFound(NotFound):
    code = "pickup_not_found"


@dataclass(frozen=True, slots=True)
class PickupRow:
    """A pickup in the history, with how much is on it."""

    pickup: Pickup
    orders: int
    pieces: int
    couriers: list[str]


@dataclass(slots=True)
class PackedProduct:
    """One product of a packing list; `total` counts all its variants."""

    product_id: int
    name: str
    image_url: str
    total: int = 0
    variants: dict[str, int] = field(default_factory=dict)


def pickup_rows(partner_id: int, *, offset: int, limit: int) -> list[PickupRow]:
    """A seller's pickups, newest first, with their sums. Two queries."""
    pickups = list(Pickup.objects.for_partner(partner_id).order_by("-id")[offset : offset + limit])
    return with_sums(pickups)


def pickup_count(partner_id: int) -> int:
    """How many pickups a seller ever asked for."""
    return Pickup.objects.for_partner(partner_id).count()


def pickup_detail(partner_id: int, pickup_id: int) -> PickupRow:
    """One pickup with its sums. Raises PickupNotFound also for those of others."""
    pickup = Pickup.objects.for_partner(partner_id).select_related("warehouse").filter(pk=pickup_id).first()
    if pickup is None:
        raise PickupNotFound(_("Pickup tidak ditemukan."))
    return with_sums([pickup])[0]


def orders_on_pickup(partner_id: int, pickup_id: int) -> OrderQuerySet:
    """The live orders of a pickup. Raises PickupNotFound."""
    if not Pickup.objects.for_partner(partner_id).filter(pk=pickup_id).exists():
        raise PickupNotFound(_("Pickup tidak ditemukan."))
    return Order.objects.for_partner(partner_id).live().filter(shipment__pickup_id=pickup_id)


def packing_list(partner_id: int, pickup_id: int) -> list[PackedProduct]:
    """What has to be packed for a pickup, product by product. One query."""
    lines = OrderLine.objects.for_partner(partner_id).filter(
        order__shipment__pickup_id=pickup_id, order__deleted_at=None
    )
    rows = (
        lines.order_by("product_name", "variant_name")
        .values_list("product_id", "product_name", "variant_name", "image_url")
        .annotate(Sum("quantity"))
    )
    products: dict[int, PackedProduct] = {}
    for product_id, name, variant, image, quantity in rows:
        packed = products.setdefault(product_id, PackedProduct(product_id, name, image))
        packed.total += quantity
        if variant:
            packed.variants[variant] = packed.variants.get(variant, 0) + quantity
    return list(products.values())


def with_sums(pickups: Sequence[Pickup]) -> list[PickupRow]:
    """Count orders, pieces and couriers of these pickups with one query."""
    rows = (
        Order.objects.live()
        .filter(shipment__pickup__in=pickups)
        .order_by()
        .values_list("shipment__pickup_id")
        .annotate(
            orders=Count("pk"), pieces=Sum("piece_count"), couriers=ArrayAgg("courier_name", distinct=True)
        )
    )
    sums: defaultdict[int, tuple[int, int, list[str]]] = defaultdict(lambda: (0, 0, []))
    sums.update({pickup: (orders, pieces, couriers) for pickup, orders, pieces, couriers in rows})
    return [PickupRow(pickup, *sums[pickup.pk]) for pickup in pickups]
