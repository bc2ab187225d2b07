"""Orders read for change."""

from django.utils.translation import gettext as _

from komship.lib.compiled import CompiledQuery
from orders.errors import OrderNotFound
from orders.models import Order
from orders.models.order import OrderQuerySet


def _locked(orders: OrderQuerySet) -> OrderQuerySet:
    rows = orders.live().select_for_update(of=("self",))
    return rows.select_related("warehouse", "sender", "shipment__pickup", "partner")


_BY_ID = CompiledQuery(lambda partner_id, pk: _locked(Order.objects.for_partner(partner_id).filter(pk=pk)))
_BY_NUMBER = CompiledQuery(lambda number: _locked(Order.objects.filter(number=number)))


def locked_order(partner_id: int, order_id: int) -> Order:
    """The seller's order with its row locked until the caller's transaction ends.

    Raises OrderNotFound also for orders of others and deleted ones.
    """
    order = _BY_ID.first(partner_id, order_id)
    if order is None:
        raise OrderNotFound(_("Pesanan tidak ditemukan."))
    return order


def locked_by_number(number: str) -> Order | None:
    """The same for news of a parcel, whoever's it is; None for an order that is gone."""
    return _BY_NUMBER.first(number)
