"""Ask the courier once more for an order it had refused."""

from django.db import transaction

from komship.core.audit import Actor
from komship.lib.errors import DomainError
from orders.selectors.locked import locked_by_number
from orders.services._transition import set_flags
from orders.services.request_pickup import book
from orders.states import OrderStatus


def rebook_order(number: str, *, actor_label: str) -> None:
    """Open the refused booking again on the pickup it was on, with what the order holds now.

    Ops asks for it, so nobody waits for an answer: an order that was deleted, or asked for by its seller
    meanwhile, is left alone, and a parcel that cannot be carried goes back to her with the reason. One
    transaction; locks the order, then its shipment.
    """
    with transaction.atomic():
        order = locked_by_number(number)
        if order is None or order.shipment is None or order.status != OrderStatus.CREATED:
            return
        try:
            with transaction.atomic():
                book(order, order.shipment.pickup, actor=Actor(None, actor_label, "ops"))
        except DomainError as refused:
            set_flags(order, booking_note=str(refused.message)[:300])
