"""What a cancelled order gives back: its pieces and its held money."""

from finance.services.cancel_parcel import cancel_parcel
from orders.models import Order
from orders.services._transition import Move, transition
from products.services.release_stock import release_stock


def call_off(order: Order, move: Move) -> None:
    """Move the order to its cancelled status and release stock and money, in the caller's
    transaction. Raises StaleState when the order has moved on."""
    transition(order, move)
    release_stock(order.stock_reference)
    cancel_parcel(order.number)
