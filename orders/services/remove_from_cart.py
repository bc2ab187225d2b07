"""Take articles out of the cart."""

from collections.abc import Collection

from orders.models import CartLine


def remove_from_cart(user_id: int, line_ids: Collection[int] | None = None) -> int:
    """Remove these lines of the user, or all of them; returns how many were there."""
    lines = CartLine.objects.of_user(user_id)
    if line_ids is not None:
        lines = lines.filter(pk__in=line_ids)
    removed, _ = lines.delete()
    return removed
