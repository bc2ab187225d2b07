"""What is counted of buyers, whenever an order of theirs changes; `_customers` adds new ones."""

from django.db.models import Count, Max, Q, Sum

from komship.lib import db
from orders.models import Customer, Order


def hold_buyers(order: Order, phone: str) -> None:
    """Lock an order's buyer and whoever has the number it is changed to, the older row first, so that
    two edits that swap buyers wait for each other instead of for ever."""
    db.require_transaction()
    buyers = Customer.objects.for_partner(order.partner_id).filter(Q(pk=order.customer_id) | Q(phone=phone))
    list(buyers.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def recount_customer(customer_id: int) -> None:
    """Add up a buyer's orders anew, in the transaction in which one of them changed or went.

    Locks her row first: whoever had to wait for it then counts what the other has committed.
    """
    db.require_transaction()
    buyer = Customer.objects.select_for_update(no_key=True).get(pk=customer_id)
    sums = (
        Order.objects.filter(customer=buyer)
        .counted()
        .aggregate(
            orders=Count("*"), pieces=Sum("piece_count"), spent=Sum("total_rp"), last_at=Max("created_at")
        )
    )
    Customer.objects.filter(pk=customer_id).update(
        order_count=sums["orders"],
        piece_count=sums["pieces"] or 0,
        spent_rp=sums["spent"] or 0,
        last_ordered_at=sums["last_at"] or buyer.last_ordered_at,
    )
