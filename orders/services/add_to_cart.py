"""Put articles into the cart beside what already lies there."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from komship.lib import clock
from komship.lib.errors import InvalidInput
from orders.models import CartLine
from orders.rules import MOST_PIECES
from orders.selectors.cart import CartRow, cart_rows
from orders.services._cart_items import CartItem, resolve_items
from products.selectors.availability import available_pieces


def add_to_cart(user_id: int, partner_id: int, items: Sequence[CartItem]) -> list[CartRow]:
    """Raise the quantities of these items; returns one row per item, in their order.

    All items or none. Locks the user's lines of these variants. Raises UnknownVariant, or
    InvalidInput when more is wanted than all warehouses together have.
    """
    variants = resolve_items(partner_id, items)
    added: Counter[int] = Counter()
    for item, variant in zip(items, variants, strict=True):
        added[variant.variant_id] += item.quantity
    with transaction.atomic():
        mine = CartLine.objects.of_user(user_id).for_partner(partner_id)
        lying = dict(
            mine.filter(variant_id__in=added)
            .order_by("pk")
            .select_for_update()
            .values_list("variant_id", "quantity")
        )
        wanted = {variant: lying.get(variant, 0) + count for variant, count in added.items()}
        _require_stock(partner_id, wanted)
        _write(user_id, partner_id, wanted)
    rows = {row.variant.variant_id: row for row in cart_rows(user_id, partner_id=partner_id)}
    return [rows[variant.variant_id] for variant in variants]


def _require_stock(partner_id: int, wanted: dict[int, int]) -> None:
    available = available_pieces(partner_id, wanted)
    for variant_id, quantity in wanted.items():
        most = min(available.get(variant_id, 0), MOST_PIECES)
        if quantity > most:
            raise InvalidInput(_("Stok tidak cukup: tersisa %(most)s.") % {"most": most})


def _write(user_id: int, partner_id: int, wanted: dict[int, int]) -> None:
    now = clock.now()
    lines = [
        CartLine(
            user_id=user_id,
            partner_id=partner_id,
            variant_id=variant_id,
            quantity=quantity,
            created_at=now,
        )
        for variant_id, quantity in sorted(wanted.items())
    ]
    CartLine.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=["user", "partner", "variant"],
        update_fields=["quantity"],
    )
