"""The only writer of an order's status."""

from dataclasses import dataclass
from datetime import datetime

from finance.services.describe_parcel import describe_parcel
from komship.core.outbox import emit
from komship.lib import clock, db
from komship.lib.errors import StaleState
from orders.events import OrderMoved
from orders.models import Order, OrderHistory
from orders.services._customer_numbers import recount_customer
from orders.states import STATUS_WORDS, OrderStatus, may_move
from shipping.models import Shipment


@dataclass(frozen=True, slots=True)
class Move:
    """Where to, by whom, when and why."""

    after: OrderStatus
    actor_label: str
    occurred_at: datetime | None = None
    note: str = ""
    return_state: int = 0
    # A person of ops has judged the parcel: the wider table holds.
    by_person: bool = False


def transition(order: Order, move: Move) -> None:
    """Move the order in the caller's transaction, write its history and announce it; the parcel in
    the ledger learns the new word.

    One conditional UPDATE: raises StaleState when the table forbids the move or somebody else
    moved the order since it was read. To and from cancelled the buyer's orders are counted anew, under
    her lock.
    """
    db.require_transaction()
    before = order.status
    if not may_move(before, move.after, by_person=move.by_person):
        raise StaleState(f"{before} -> {move.after}")
    now = clock.now()
    touched = Order.objects.filter(pk=order.pk, status=before, deleted_at=None).update(
        status=move.after.value, return_state=move.return_state, updated_at=now
    )
    db.require_one(touched, StaleState(f"{before} -> {move.after}"))
    order.status = move.after.value
    order.return_state = move.return_state
    order.updated_at = now
    if OrderStatus.CANCELLED in (before, move.after):
        recount_customer(order.customer_id)
    _tell_the_ledger(order, before)
    OrderHistory.objects.create(
        order=order,
        kind=OrderHistory.Kind.STATUS,
        before=before,
        after=move.after.value,
        actor_label=move.actor_label[:200],
        note=move.note[:300],
        happened_at=move.occurred_at or now,
    )
    emit(
        OrderMoved(
            order_id=order.pk,
            number=order.number,
            partner_id=order.partner_id,
            before=before,
            after=move.after.value,
            occurred_at=(move.occurred_at or now).isoformat(),
            is_problem=order.is_problem,
            return_state=order.return_state,
        )
    )


def _tell_the_ledger(order: Order, before: str) -> None:
    """Money lists show an order's status without asking for the order."""
    word = STATUS_WORDS[OrderStatus(order.status)]
    if word != STATUS_WORDS[OrderStatus(before)]:
        describe_parcel(order.number, order_status_text=word)


def set_flags(order: Order, **columns: object) -> None:
    """Write what stands beside the status (problem flag, return state, booking note) in the
    caller's transaction and announce it; the caller holds the row's lock."""
    now = clock.now()
    Order.objects.filter(pk=order.pk).update(updated_at=now, **columns)
    for name, value in columns.items():
        setattr(order, name, value)
    kind = _FLAG_KINDS.get(next(iter(columns)))
    if kind is not None:
        value = next(iter(columns.values()))
        _write_history(order, kind, after=str(int(bool(value)) if kind == "problem" else value))
    emit(
        OrderMoved(
            order_id=order.pk,
            number=order.number,
            partner_id=order.partner_id,
            before=order.status,
            after=order.status,
            occurred_at=now.isoformat(),
            is_problem=order.is_problem,
            return_state=order.return_state,
        )
    )


def set_return_check(order: Order, *, checked_at: datetime | None) -> None:
    """Remember when a return was unpacked, in the caller's transaction, which holds the row's lock."""
    Order.objects.filter(pk=order.pk).update(return_checked_at=checked_at, updated_at=clock.now())
    order.return_checked_at = checked_at


def set_shipment(order: Order, shipment: Shipment) -> None:
    """Tie the order to its shipment, in the caller's transaction."""
    if order.shipment_id != shipment.pk:
        Order.objects.filter(pk=order.pk).update(shipment=shipment)
    order.shipment = shipment


def note_refused_move(order: Order, goal: OrderStatus, actor_label: str) -> None:
    """Keep, once, that the parcel claims a status the order may not take."""
    kind = OrderHistory.Kind.REFUSED_MOVE
    known = OrderHistory.objects.filter(order=order, kind=kind, before=order.status, after=goal.value)
    if not known.exists():
        _write_history(order, kind, before=order.status, after=goal.value, actor_label=actor_label)


_FLAG_KINDS = {
    "is_problem": OrderHistory.Kind.PROBLEM,
    "return_state": OrderHistory.Kind.RETURN,
}


def _write_history(order: Order, kind: str, *, actor_label: str = "", **columns: str) -> None:
    OrderHistory.objects.create(
        order=order,
        kind=kind,
        actor_label=actor_label or order.courier_name,
        happened_at=clock.now(),
        **columns,
    )
