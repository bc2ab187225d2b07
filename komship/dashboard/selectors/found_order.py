from dataclasses import dataclass

from orders.models import Order
from orders.selectors.detail import found_anywhere
from tickets.models import Ticket


@dataclass(frozen=True)
class FoundOrder:
    """An order and the newest ticket about it."""

    order: Order
    ticket: Ticket | None


def found_order(number: str) -> FoundOrder:
    """The order of this number or airway bill, whosever it is. Raises OrderNotFound."""
    order = found_anywhere(number)
    rows = Ticket.objects.select_related("type").filter(reference=order.number)
    return FoundOrder(order, rows.order_by("-pk").first())
