"""Put the practice product into the cart."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from komship.lib import clock
from orders.errors import UnknownVariant
from orders.models import CartLine
from orders.services._cart_items import CartItem
from products.selectors.sellable import practice_variants


def practise_cart(user_id: int, partner_id: int, items: Sequence[CartItem]) -> list[int]:
    """Line ids, one per item, of articles of the practice product; nothing that sells ever sees them.

    Raises UnknownVariant unless every item is one.
    """
    found = practice_variants(
        partner_id,
        option_ids={item.option_id for item in items if item.option_id is not None},
        plain_product_ids={item.product_id for item in items if item.option_id is None},
    )
    ids = {(variant.product_id, variant.option_id): variant.variant_id for variant in found}
    if not items or any((item.product_id, item.option_id) not in ids for item in items):
        raise UnknownVariant(_("Produk atau varian ini tidak dijual lagi. Muat ulang daftar produk."))
    lines = {}
    for item in items:
        line, _is_new = CartLine.objects.update_or_create(
            user_id=user_id,
            partner_id=partner_id,
            variant_id=ids[item.product_id, item.option_id],
            defaults={"quantity": item.quantity},
            create_defaults={"quantity": item.quantity, "created_at": clock.now()},
        )
        lines[item] = line.pk
    return [lines[item] for item in items]
