"""What lies in a person's cart, priced by the catalogue of today."""

from collections.abc import Sequence
from dataclasses import dataclass

from orders.models import CartLine
from products.selectors.sellable import SellableVariant, sellable_variants


@dataclass(frozen=True, slots=True)
class Article:
    """So many pieces of a variant at the price of today."""

    quantity: int
    variant: SellableVariant

    @property
    def subtotal_rp(self) -> int:
        return self.quantity * self.variant.price_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class CartRow(Article):
    """A cart line with the article it points at."""

    id: int
    partner_id: int


def cart_rows(
    user_id: int, *, partner_id: int | None = None, line_ids: Sequence[int] | None = None
) -> list[CartRow]:
    """A user's cart lines, oldest first; lines whose article is gone are left out. Two queries."""
    lines = CartLine.objects.of_user(user_id).order_by("id")
    if partner_id is not None:
        lines = lines.for_partner(partner_id)
    if line_ids is not None:
        lines = lines.filter(pk__in=line_ids)
    found = list(lines.values_list("id", "partner_id", "variant_id", "quantity"))
    variants = _by_id({(partner, variant) for _, partner, variant, _ in found})
    return [
        CartRow(quantity, variants[variant], id=line_id, partner_id=partner)
        for line_id, partner, variant, quantity in found
        if variant in variants
    ]


def _by_id(wanted: set[tuple[int, int]]) -> dict[int, SellableVariant]:
    found: dict[int, SellableVariant] = {}
    for partner_id in sorted({partner for partner, _ in wanted}):
        ids = [variant for partner, variant in wanted if partner == partner_id]
        found.update({row.variant_id: row for row in sellable_variants(partner_id, variant_ids=ids)})
    return found
