"""Orders read for change."""

from django.utils.translation import gettext as _

from orders.errors import OrderNotFound
from orders.models import Order


def locked_order(partner_id: int, order_id: int) -> Order:
    """The seller's order with its row locked until the caller's transaction ends.

    Raises OrderNotFound also for orders of others and deleted ones.
    """
    order = (
        Order.objects.for_partner(partner_id)
        .live()
        .select_for_update(of=("self",))
        .select_related("warehouse", "sender", "shipment__pickup", "partner")
        .filter(pk=order_id)
        .first()
    )
    if order is None:
        raise OrderNotFound(_("Pesanan tidak ditemukan."))
    return order
