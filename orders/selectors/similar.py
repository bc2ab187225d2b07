"""Orders that look like the one somebody is typing."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models.functions import Reverse

from komship.lib import clock
from orders.models import Order, OrderLine
from orders.selectors.rows import orders_of
from orders.states import OrderStatus

WITHIN = timedelta(hours=48)
MOST_SHOWN = 3


def similar_orders(
    partner_id: int, phone: str, variant_ids: Collection[int], *, but_not: int | None = None
) -> list[Order]:
    """Orders of the last 48 hours for the same phone with one of these articles, newest first.

    `phone` in its stored form. Cancelled orders do not count. One query, by the index on the phone
    from behind.
    """
    if not phone or not variant_ids:
        return []
    with_these = OrderLine.objects.filter(order__partner_id=partner_id, variant_id__in=variant_ids)
    orders = (
        orders_of(partner_id)
        .alias(phone_reversed=Reverse("recipient_phone"))
        .filter(
            phone_reversed=phone[::-1],
            created_at__gte=clock.now() - WITHIN,
            pk__in=with_these.filter(order__recipient_phone=phone).values("order_id"),
        )
        .exclude(status=OrderStatus.CANCELLED)
    )
    if but_not is not None:
        orders = orders.exclude(pk=but_not)
    return list(orders.only("number", "recipient_name", "created_at").order_by("-id")[:MOST_SHOWN])
