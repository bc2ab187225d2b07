"""Try the order form out: everything is judged, nothing is stored."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner
from komship.core import audit
from komship.core.audit import Actor
from orders.errors import CartEmpty
from orders.models import CartLine
from orders.services._new_order import Recipient, clean_recipient


def practise_order(
    partner: Partner, recipient: Recipient, cart_line_ids: Sequence[int], *, actor: Actor
) -> Recipient:
    """The recipient as an order would have stored her; practice articles leave the cart.

    No number, no stock, no money. Raises InvalidInput (recipient), CartEmpty.
    """
    cleaned = clean_recipient(recipient)
    mine = CartLine.objects.of_user(actor.user_id or 0).for_partner(partner.pk).filter(pk__in=cart_line_ids)
    if not mine.exists():
        raise CartEmpty(_("Keranjang kosong. Pilih produk dulu."))
    with transaction.atomic():
        mine.filter(variant__product__is_practice=True).delete()
        audit.record("order.practised", partner, actor=actor)
    return cleaned
