"""Take over the pieces another system counted, for any number of products and sellers at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core import audit
from komship.lib.errors import InvalidInput
from products.errors import ProductNotFound, VariantNotFound
from products.models import Variant
from products.rules import VARIANT_NUMBER_MAX
from products.services._own_stock import set_own_stock

MOST_ROWS = 1_000


@dataclass(frozen=True)
class StockCount:
    """Pieces of a product that can be ordered; `option_id` is None for a product without variants."""

    product_id: int
    option_id: int | None
    pieces: int


@transaction.atomic
def set_stock(counts: Sequence[StockCount], *, actor: audit.Actor | None = None) -> int:
    """Make every count true, or none; returns how many variants changed.

    A count is what can be ordered from the seller's own warehouses; reserved pieces stay beside it.
    Counting the same again changes nothing. Locks stock rows seller by seller, each in primary key
    order. Raises ProductNotFound, VariantNotFound, InvalidInput or NoWarehouse.
    """
    _check(counts)
    variants = _variants(counts)
    wanted: defaultdict[int, list[tuple[Variant, int | None]]] = defaultdict(list)
    for count in counts:
        variant = variants[count.product_id, count.option_id]
        wanted[variant.product.partner_id].append((variant, count.pieces))
    changed = 0
    for partner_id in sorted(wanted):
        changes = set_own_stock(partner_id, wanted[partner_id])
        changed += len(changes)
        if changes:
            audit.record(
                "products.stock_counted",
                f"accounts.partner:{partner_id}",
                actor=actor,
                change=(None, {"stock_changes": changes}),
            )
    return changed


def _check(counts: Sequence[StockCount]) -> None:
    if not 0 < len(counts) <= MOST_ROWS:
        raise InvalidInput(_("Kirim 1 sampai %(most)d baris.") % {"most": MOST_ROWS})
    if any(not 0 <= count.pieces <= VARIANT_NUMBER_MAX for count in counts):
        raise InvalidInput(_("Stok harus angka 0 sampai %(most)d.") % {"most": VARIANT_NUMBER_MAX})
    if len({(count.product_id, count.option_id) for count in counts}) != len(counts):
        raise InvalidInput(_("Produk atau varian yang sama disebut dua kali."))


def _variants(counts: Sequence[StockCount]) -> dict[tuple[int, int | None], Variant]:
    """The live variant of every count."""
    found = {
        (variant.product_id, variant.option_id): variant
        for variant in Variant.objects.live()
        .filter(product_id__in={count.product_id for count in counts})
        .select_related("product")
    }
    known = {product_id for product_id, _option_id in found}
    for count in counts:
        if count.product_id not in known:
            raise ProductNotFound
        if (count.product_id, count.option_id) not in found:
            raise VariantNotFound
    return found
