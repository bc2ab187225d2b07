"""One order with everything its page and its API answer show."""

from django.utils.translation import gettext as _

from orders.errors import OrderNotChangeable, OrderNotFound
from orders.models import Order, OrderHistory, OrderLine
from orders.models.order import OrderQuerySet
from orders.states import is_editable
from shipping.models import Shipment


def order_detail(partner_id: int, *, order_id: int | None = None, number: str | None = None) -> Order:
    """The order with its lines, warehouse, courier and shipment. Two queries.

    Raises OrderNotFound also for orders of others: whether they exist is nobody's business.
    """
    key = {"pk": order_id} if order_id is not None else {"number": number}
    return _loaded(Order.objects.for_partner(partner_id).filter(**key))


def found_anywhere(number: str) -> Order:
    """The order of this number or airway bill, whosever it is: for our own servers. Three queries.

    Raises OrderNotFound.
    """
    # Two look-ups by unique indexes; an OR over two tables would read all orders.
    shipment = Shipment.objects.filter(awb=number.upper()).only("pk").first()
    key = {"number": number.upper()} if shipment is None else {"shipment": shipment}
    return _loaded(Order.objects.filter(**key))


def _loaded(rows: OrderQuerySet) -> Order:
    order = (
        rows.live()
        .select_related("warehouse", "service__courier", "shipment", "created_by", "sender")
        .prefetch_related("lines")
        .first()
    )
    if order is None:
        raise OrderNotFound("Pesanan tidak ditemukan.")
    return order


def editable_order(partner_id: int, *, order_id: int | None = None, number: str | None = None) -> Order:
    """The order while its seller may still change it. Raises OrderNotFound, OrderNotChangeable."""
    order = order_detail(partner_id, order_id=order_id, number=number)
    if not is_editable(order.status):
        raise OrderNotChangeable(_("Pesanan ini sudah diajukan pickup, jadi tidak bisa diubah."))
    return order


def order_activity(order: Order) -> list[OrderHistory]:
    """Who did what to the order, oldest first."""
    return list(OrderHistory.objects.filter(order=order).order_by("id"))


def order_lines(order: Order) -> list[OrderLine]:
    """The articles of an order in the order they were typed."""
    return list(order.lines.all())
