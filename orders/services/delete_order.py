"""Take back an order of which no courier knows."""

from django.db import transaction
from django.utils.translation import gettext as _

from finance.services.cancel_parcel import cancel_parcel
from komship.core import audit
from komship.core.audit import Actor
from komship.lib import clock
from orders.errors import OrderNotChangeable
from orders.models import Order, OrderHistory
from orders.selectors.locked import locked_order
from orders.services._customer_numbers import recount_customer
from orders.states import is_editable
from products.services.release_stock import release_stock
from shipping.services.cancel_booking import cancel_booking


def delete_order(partner_id: int, order_id: int, *, actor: Actor) -> None:
    """Hide the order for good and give stock and held money back. The row stays for the ledger.

    Locks the order, its shipment, its buyer, its stock and the seller's accounts. Raises OrderNotFound,
    OrderNotChangeable once a pickup was requested.
    """
    with transaction.atomic():
        order = locked_order(partner_id, order_id)
        if not is_editable(order.status):
            raise OrderNotChangeable(_("Pesanan ini sudah diajukan pickup, jadi tidak bisa dihapus."))
        now = clock.now()
        Order.objects.filter(pk=order.pk).update(deleted_at=now, updated_at=now)
        OrderHistory.objects.create(
            order=order,
            kind=OrderHistory.Kind.DELETE,
            actor_label=actor.label[:200],
            happened_at=now,
        )
        # A booking the courier has refused may not be asked for again.
        cancel_booking(order.number)
        recount_customer(order.customer_id)
        release_stock(order.stock_reference)
        cancel_parcel(order.number)
        audit.record("order.delete", order, actor=actor)
