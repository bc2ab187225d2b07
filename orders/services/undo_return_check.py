"""Take back that a return was unpacked: the wrong parcel was scanned, or the wrong count typed."""

from django.db import transaction
from django.utils.translation import gettext as _

from finance.services.start_return import start_return
from komship.core import audit
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.clock import wib
from orders.errors import OrderNotChangeable, ReturnCheckNotFound
from orders.models import Order, OrderHistory, ReturnCheck
from orders.selectors.locked import locked_order
from orders.services._transition import set_flags, set_return_check
from orders.states import CHECK_UNDONE, RETURN_UNDER_WAY, OrderStatus
from products.services.put_back_stock import put_back_stock
from products.services.undo_restock import undo_restock


def undo_return_check(partner_id: int, check_id: int, *, actor: Actor) -> ReturnCheck:
    """Undo a check of the same Jakarta day: pieces leave the shelf, a charge it caused is reversed.

    Locks the order, then stock, then the seller's accounts; again changes nothing. Raises
    ReturnCheckNotFound, OrderNotChangeable on a later day, PiecesPromised when the pieces are
    promised to other orders.
    """
    with transaction.atomic():
        mine = ReturnCheck.objects.for_partner(partner_id)
        order_id = mine.filter(pk=check_id).values_list("order_id", flat=True).first()
        if order_id is None:
            raise ReturnCheckNotFound(_("Pemeriksaan retur tidak ditemukan."))
        order = locked_order(partner_id, order_id)
        check = mine.select_related("order").get(pk=check_id)
        if check.undone_at is None:
            _require_same_day(check)
            _undo(order, check, actor)
    return check


def may_undo(check: ReturnCheck) -> bool:
    """Whether the check is in force and of today."""
    return check.undone_at is None and wib(check.checked_at).date() == clock.today()


def _require_same_day(check: ReturnCheck) -> None:
    if not may_undo(check):
        raise OrderNotChangeable(
            _("Hanya bisa dibatalkan di hari yang sama. Perbaiki stoknya lewat halaman stok.")
        )


def _undo(order: Order, check: ReturnCheck, actor: Actor) -> None:
    undo_restock(order.stock_reference, receipt=str(check.pk))
    set_return_check(order, checked_at=None)
    if _is_under_way_again(order):
        set_flags(order, return_state=RETURN_UNDER_WAY)
        start_return(order.number, is_correction=True)
    elif order.status == OrderStatus.CANCELLED:
        # Ops say that nothing of it is out, so its pieces are on the shelf whatever the check counted.
        put_back_stock(order.stock_reference)
    check.undone_at = clock.now()
    check.undone_by_label = actor.label[:200]
    check.save(update_fields=["undone_at", "undone_by_label"])
    OrderHistory.objects.create(
        order=order,
        kind=OrderHistory.Kind.RETURN,
        after=CHECK_UNDONE,
        actor_label=actor.label[:200],
        happened_at=check.undone_at,
    )
    audit.record("order.return_check_undone", order, actor=actor, change=({"check": check.pk}, None))


def _is_under_way_again(order: Order) -> bool:
    """Only the check made it arrived: the courier has not brought it home, or ops say it has not."""
    shipment = order.shipment
    return (
        order.status == OrderStatus.RETURNED
        and shipment is not None
        and shipment.return_state == RETURN_UNDER_WAY
    )
