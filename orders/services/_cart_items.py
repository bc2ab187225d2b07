"""From what clients name (product and option) to variants that can be sold."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from orders.errors import UnknownVariant
from orders.rules import MOST_PIECES
from products.selectors.sellable import SellableVariant, sellable_variants


@dataclass(frozen=True, slots=True)
class CartItem:
    """`option_id` None means a product without variants."""

    product_id: int
    option_id: int | None
    quantity: int


def resolve_items(partner_id: int, items: Sequence[CartItem]) -> list[SellableVariant]:
    """The variant of every item, in the order of the items. One query.

    Raises UnknownVariant when an item is not for sale by this partner, InvalidInput for a quantity
    outside 1..150.
    """
    for item in items:
        if not 1 <= item.quantity <= MOST_PIECES:
            raise InvalidInput(_("Jumlah barang harus 1 sampai %(most)s.") % {"most": MOST_PIECES})
    found = sellable_variants(
        partner_id,
        option_ids={item.option_id for item in items if item.option_id is not None},
        plain_product_ids={item.product_id for item in items if item.option_id is None},
    )
    by_key = {(variant.product_id, variant.option_id): variant for variant in found}
    missing = [item for item in items if (item.product_id, item.option_id) not in by_key]
    if missing:
        raise UnknownVariant(
            _("Produk atau varian ini tidak dijual lagi. Muat ulang daftar produk."),
            product_ids=[item.product_id for item in missing],
        )
    return [by_key[item.product_id, item.option_id] for item in items]
