"""Articles that are no longer sold leave the carts they lie in."""

from collections.abc import Collection

from komship.lib.db import require_transaction
from orders.models import CartLine


def drop_retired_variants(partner_id: int, variant_ids: Collection[int]) -> int:
    """Remove the cart lines of these variants, in the caller's transaction; returns how many."""
    require_transaction()
    removed, _ = CartLine.objects.for_partner(partner_id).filter(variant_id__in=variant_ids).delete()
    return removed
