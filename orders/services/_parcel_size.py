"""How heavy, how big and how dear the articles of a cart are together."""

from collections.abc import Sequence
from dataclasses import dataclass

from orders.selectors.cart import Article


@dataclass(frozen=True, slots=True)
class ParcelSize:
    """Grams, cubic centimetres, pieces and rupiah of one parcel."""

    weight_g: int
    volume_cm3: int
    pieces: int
    goods_rp: int


def parcel_size(rows: Sequence[Article]) -> ParcelSize:
    """The sums over a cart. Volumes add up as if the pieces filled one box without gaps."""
    return ParcelSize(
        weight_g=sum(row.quantity * row.variant.weight_g for row in rows),
        volume_cm3=sum(
            row.quantity * row.variant.length_cm * row.variant.width_cm * row.variant.height_cm
            for row in rows
        ),
        pieces=sum(row.quantity for row in rows),
        goods_rp=sum(row.subtotal_rp for row in rows),
    )
