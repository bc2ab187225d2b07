"""Take an order back in the way its state asks for."""

from django.db import transaction

from komship.core.audit import Actor
from orders.selectors.locked import locked_order
from orders.services.cancel_order import cancel_order
from orders.services.delete_order import delete_order
from orders.states import is_editable


def call_off_order(partner_id: int, order_id: int, *, actor: Actor) -> None:
    """Delete a new order, cancel one that waits for the courier.

    Locks the order first, so that it cannot change from one to the other in between. Raises what
    `delete_order` and `cancel_order` raise.
    """
    with transaction.atomic():
        order = locked_order(partner_id, order_id)
        if is_editable(order.status):
            delete_order(partner_id, order_id, actor=actor)
        else:
            cancel_order(partner_id, order_id, actor=actor)
