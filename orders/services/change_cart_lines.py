"""Change how many pieces of several articles lie in the cart, all at once."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from orders.errors import CartLineNotFound
from orders.models import CartLine
from orders.rules import MOST_PIECES


def change_cart_lines(user_id: int, quantities: Mapping[int, int]) -> None:
    """Set the quantity of each line, by its id: all or none. Locks the lines in primary key order.

    Raises CartLineNotFound when one of them is not the user's, InvalidInput outside 1..150.
    """
    if not all(1 <= quantity <= MOST_PIECES for quantity in quantities.values()):
        raise InvalidInput(_("Jumlah barang harus 1 sampai %(most)s.") % {"most": MOST_PIECES})
    with transaction.atomic():
        mine = CartLine.objects.of_user(user_id).filter(pk__in=quantities)
        lines = list(mine.select_for_update().order_by("pk"))
        if len(lines) != len(quantities):
            raise CartLineNotFound(_("Barang ini tidak ada di keranjang."))
        for line in lines:
            line.quantity = quantities[line.pk]
        CartLine.objects.bulk_update(lines, ["quantity"])
