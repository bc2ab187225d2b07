"""Change how many pieces of an article lie in the cart."""

from django.utils.translation import gettext as _

from komship.lib import db
from komship.lib.errors import InvalidInput
from orders.errors import CartLineNotFound
from orders.models import CartLine
from orders.rules import MOST_PIECES


def change_cart_line(user_id: int, line_id: int, *, quantity: int) -> None:
    """Set the quantity. Raises CartLineNotFound for lines of others, InvalidInput outside 1..150."""
    if not 1 <= quantity <= MOST_PIECES:
        raise InvalidInput(_("Jumlah barang harus 1 sampai %(most)s.") % {"most": MOST_PIECES})
    touched = CartLine.objects.of_user(user_id).filter(pk=line_id).update(quantity=quantity)
    db.require_one(touched, CartLineNotFound(_("Barang ini tidak ada di keranjang.")))
