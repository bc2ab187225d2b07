"""One buyer in numbers."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from komship.lib.money import divide_half_up
from orders.errors import CustomerNotFound
from orders.models import Order, OrderLine
from orders.selectors.customers import CustomerRow, own_customer
from orders.selectors.rows import OrderRow, order_rows, orders_of
from orders.states import COUNTED, OrderStatus

MOST_ORDERS = 200


@dataclass(frozen=True, slots=True)
class CustomerReport:
    """What a buyer has bought, how it ended, and what of it she likes best ("" before the first)."""

    customer: CustomerRow
    delivered: int
    returned: int
    favourite: str

    @property
    def average_rp(self) -> int:
        """Of a counted order, in whole rupiah; 0 before the first."""
        orders = self.customer.orders
        return divide_half_up(self.customer.spent_rp, orders) if orders else 0


def customer_report(partner_id: int, customer_id: int) -> CustomerReport:
    """A seller's buyer. Four queries, all by the index of her orders.

    Raises CustomerNotFound also for buyers of others.
    """
    customer = own_customer(partner_id, customer_id)
    if customer is None:
        raise CustomerNotFound(_("Pembeli tidak ditemukan."))
    orders = Order.objects.for_partner(partner_id).counted().filter(customer=customer_id)
    ended = orders.aggregate(
        delivered=Count("status", filter=Q(status=OrderStatus.DELIVERED)),
        returned=Count("status", filter=Q(status=OrderStatus.RETURNED)),
    )
    return CustomerReport(customer, **ended, favourite=_favourite(partner_id, customer_id))


def customer_orders(partner_id: int, customer_id: int) -> list[OrderRow]:
    """Her orders, the newest 200 first, cancelled ones included. Two queries."""
    return order_rows(orders_of(partner_id).filter(customer=customer_id), limit=MOST_ORDERS)


def _favourite(partner_id: int, customer_id: int) -> str:
    lines = OrderLine.objects.for_partner(partner_id).filter(
        order__customer=customer_id, order__deleted_at=None, order__status__in=COUNTED
    )
    by_name = lines.order_by().values_list("product_name").annotate(pieces=Sum("quantity"))
    best = by_name.order_by("-pieces", "product_name").first()
    return best[0] if best else ""
