"""Make a person's cart for one seller exactly what the order form shows."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from komship.lib import clock
from orders.models import CartLine
from orders.selectors.cart import CartRow, cart_rows
from orders.services._cart_items import CartItem, resolve_items


def sync_cart(user_id: int, partner_id: int, items: Sequence[CartItem]) -> list[CartRow]:
    """Replace the cart by these items; returns one row per item, in their order.

    Items that name the same variant share a line with the sum of their quantities. Raises
    UnknownVariant or InvalidInput and then changes nothing.
    """
    variants = resolve_items(partner_id, items)
    wanted: Counter[int] = Counter()
    for item, variant in zip(items, variants, strict=True):
        wanted[variant.variant_id] += item.quantity
    now = clock.now()
    with transaction.atomic():
        mine = CartLine.objects.of_user(user_id).for_partner(partner_id)
        mine.exclude(variant_id__in=wanted).delete()
        CartLine.objects.bulk_create(
            [
                CartLine(
                    user_id=user_id,
                    partner_id=partner_id,
                    variant_id=variant_id,
                    quantity=quantity,
                    created_at=now,
                )
                for variant_id, quantity in sorted(wanted.items())
            ],
            update_conflicts=True,
            unique_fields=["user", "partner", "variant"],
            update_fields=["quantity"],
        )
    rows = {row.variant.variant_id: row for row in cart_rows(user_id, partner_id=partner_id)}
    return [rows[variant.variant_id] for variant in variants]
