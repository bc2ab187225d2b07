"""Put the goods of a return back on the shelf."""

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core import audit
from komship.core.audit import Actor
from komship.lib import clock
from orders.errors import OrderNotChangeable
from orders.models import Order, OrderHistory
from orders.selectors.locked import locked_order
from orders.states import GOODS_BACK, RETURN_ARRIVED, OrderStatus
from products.services.put_back_stock import put_back_stock


def take_back_goods(partner_id: int, order_id: int, *, actor: Actor) -> bool:
    """A return came home in good condition: its pieces can be sold again (decision 10).

    One transaction; locks the order, then its stock. Doing it again changes nothing and answers
    False. Raises OrderNotFound, OrderNotChangeable before the return has arrived.
    """
    with transaction.atomic():
        order = locked_order(partner_id, order_id)
        if order.status != OrderStatus.RETURNED or order.return_state != RETURN_ARRIVED:
            raise OrderNotChangeable(_("Barang baru bisa dikembalikan ke stok setelah paket retur sampai."))
        if not put_back_stock(order.stock_reference):
            return False
        _remember(order, actor)
    return True


def _remember(order: Order, actor: Actor) -> None:
    OrderHistory.objects.create(
        order=order,
        kind=OrderHistory.Kind.RETURN,
        after=GOODS_BACK,
        actor_label=actor.label[:200],
        happened_at=clock.now(),
    )
    audit.record("order.goods_back", order, actor=actor)
