"""Take a return in: what came home, in what state, what goes back on the shelf and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from finance.services.receive_return import receive_return
from komship.core import audit
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import InvalidInput
from orders.errors import OrderNotChangeable
from orders.models import Order, OrderHistory, OrderLine, ReturnCheck, ReturnCheckLine, ReturnPhoto
from orders.selectors.locked import locked_order
from orders.services._return_photos import drop_photos, store_photos
from orders.services._transition import set_flags, set_return_check
from orders.states import GOODS_BACK, RETURN_ARRIVED, RETURN_CHECKED, OrderStatus
from products.services.restock_return import restock_return


@dataclass(frozen=True, slots=True)
class Counted:
    """Pieces of one order line; what is neither good nor damaged is missing."""

    line_id: int
    good: int
    damaged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnArrival:
    """A parcel in the seller's hands. `counted` None: everything is there and good.

    `photos` are the bytes of picture files, as they were uploaded.
    """

    partner_id: int
    order_id: int
    counted: Sequence[Counted] | None = None
    note: str = ""
    photos: Sequence[bytes] = ()


def check_in_return(arrival: ReturnArrival, *, actor: Actor) -> ReturnCheck:
    """Record an unpacked return: good pieces can be sold again, and the return counts as arrived.

    When the courier has not said so yet, its cost is charged now (decision 19). Call it outside a
    transaction: photos are written first. Locks the order, then stock, then the seller's accounts.
    Checking a parcel again, also at the same moment, answers the check that exists and changes
    nothing. Raises OrderNotFound, OrderNotChangeable for a parcel that is no return, InvalidInput
    for wrong counts or photos.
    """
    photos = store_photos(arrival.photos)
    try:
        with transaction.atomic():
            order = locked_order(arrival.partner_id, arrival.order_id)
            known = ReturnCheck.objects.in_force().filter(order=order).first()
            check = known or _take_in(order, arrival, photos, actor)
    except Exception:
        drop_photos(photos)
        raise
    if known is not None:
        drop_photos(photos)
    return check


def _take_in(order: Order, arrival: ReturnArrival, photos: Sequence[str], actor: Actor) -> ReturnCheck:
    if order.status != OrderStatus.RETURNED:
        raise OrderNotChangeable(
            _("Kurir belum mencatat paket ini sebagai retur. Cocokkan resinya, atau lacak paketnya dulu.")
        )
    lines = _lines(order, arrival.counted)
    ended = order.return_state != RETURN_ARRIVED
    now = clock.now()
    check = ReturnCheck.objects.create(
        order=order,
        partner_id=order.partner_id,
        checked_at=now,
        checked_by_id=actor.user_id,
        checked_by_label=actor.label[:200],
        note=arrival.note[:300],
        ended_return=ended,
    )
    for line in lines:
        line.check_row = check
    ReturnCheckLine.objects.bulk_create(lines)
    ReturnPhoto.objects.bulk_create(ReturnPhoto(check_row=check, file=name) for name in photos)
    if ended:
        set_flags(order, return_state=RETURN_ARRIVED)
        receive_return(order.number, received_at=now)
    set_return_check(order, checked_at=now)
    good = {line.line.variant_id: line.good for line in lines if line.good}
    restocked = restock_return(order.stock_reference, receipt=str(check.pk), pieces=good)
    _remember(check, lines, restocked=restocked, actor=actor)
    return check


def _lines(order: Order, counted: Sequence[Counted] | None) -> list[ReturnCheckLine]:
    """Every line of the order with its counts. Raises InvalidInput for lines or numbers that are not."""
    mine = {line.pk: line for line in OrderLine.objects.filter(order=order).order_by("pk")}
    if counted is None:
        counted = [Counted(pk, line.quantity) for pk, line in mine.items()]
    told = {count.line_id: count for count in counted}
    if told.keys() != mine.keys() or len(told) != len(counted):
        raise InvalidInput(_("Isi paket tidak cocok dengan pesanan. Muat ulang halaman."))
    return [_line(mine[pk], told[pk]) for pk in mine]


def _line(line: OrderLine, count: Counted) -> ReturnCheckLine:
    missing = line.quantity - count.good - count.damaged
    if min(count.good, count.damaged, missing) < 0:
        raise InvalidInput(
            _("%(product)s: jumlah baik dan rusak paling banyak %(most)d.")
            % {"product": line.product_name, "most": line.quantity}
        )
    return ReturnCheckLine(line=line, good=count.good, damaged=count.damaged, missing=missing)


def _remember(check: ReturnCheck, lines: Sequence[ReturnCheckLine], *, restocked: int, actor: Actor) -> None:
    sums = {name: sum(getattr(line, name) for line in lines) for name in ("good", "damaged", "missing")}
    happened = {RETURN_CHECKED: _in_words(sums)}
    if restocked:
        happened[GOODS_BACK] = ""
    for after, note in happened.items():
        OrderHistory.objects.create(
            order=check.order,
            kind=OrderHistory.Kind.RETURN,
            after=after,
            note=note,
            actor_label=actor.label[:200],
            happened_at=check.checked_at,
        )
    change = (None, {**sums, "restocked": restocked, "ended_return": check.ended_return})
    audit.record("order.return_checked", check.order, actor=actor, reason=check.note, change=change)


def _in_words(sums: dict[str, int]) -> str:
    words = {"good": _("baik"), "damaged": _("rusak"), "missing": _("hilang")}
    return ", ".join(f"{count} {words[name]}" for name, count in sums.items() if count)
