"""Orders seen from the addresses they leave from."""

from django.db.models import Count

from orders.selectors.rows import orders_of
from orders.states import OrderStatus

_WAITING = (OrderStatus.CREATED.value, OrderStatus.BOOKING.value, OrderStatus.PACKING.value)


def orders_waiting_by_warehouse(partner_id: int) -> dict[int, int]:
    """How many orders of a seller wait to be picked up, by warehouse id. One query."""
    rows = orders_of(partner_id).filter(status__in=_WAITING).order_by()
    return dict(rows.values_list("warehouse_id").annotate(Count("pk")))
