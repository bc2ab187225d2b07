"""Bring an order, its stock and its money to where its parcel is."""

from datetime import datetime

from django.db import transaction

from finance.services.cancel_parcel import cancel_parcel
from finance.services.deliver_parcel import deliver_parcel
from finance.services.describe_parcel import describe_parcel
from finance.services.flag_parcel import flag_parcel
from finance.services.lose_parcel import lose_parcel
from finance.services.receive_return import receive_return
from finance.services.ship_parcel import ship_parcel
from finance.services.start_return import start_return
from komship.lib import clock
from komship.lib.compiled import CompiledQuery
from orders.models import Order
from orders.services._call_off import call_off
from orders.services._transition import Move, note_refused_move, set_flags, transition
from orders.states import OF_SHIPMENT, RETURN_ARRIVED, OrderStatus, may_move
from products.services.consume_stock import consume_stock
from products.services.put_back_stock import put_back_stock
from products.services.take_out_stock import take_out_stock
from shipping.booking_states import BookingState
from shipping.models import Shipment
from shipping.states import ShipmentStatus

# Who stands in the history for a decision of ops; its reason stays in the audit trail.
OPS = "Petugas Komship"

_LOCKED = CompiledQuery(
    lambda number: (
        Order.objects.select_for_update(of=("self",))
        .select_related("shipment")
        .filter(number=number, deleted_at=None)
    )
)


def follow_parcel(reference: str) -> None:
    """Compare the order with its shipment as both are now and make up the difference.

    News may come late, twice or in any order; the shipment's state is the truth, so doing this
    again changes nothing. Locks the order, then stock, then the seller's accounts. A move the
    order's table forbids is written down for people, never raised; when a person has judged the
    parcel, the wider table holds.
    """
    with transaction.atomic():
        order = _LOCKED.first(reference)
        if order is None or order.shipment is None:
            return
        _follow_booking(order, order.shipment)
        status = ShipmentStatus(order.shipment.status)
        if order.status != OrderStatus.BOOKING and status != ShipmentStatus.CREATED:
            _follow_scans(order, order.shipment, OF_SHIPMENT[status])
        _follow_flags(order, order.shipment)


def _follow_booking(order: Order, shipment: Shipment) -> None:
    if order.status != OrderStatus.BOOKING:
        return
    if shipment.booking_state == BookingState.BOOKED:
        note = f"{order.courier_name} {shipment.awb}"
        describe_parcel(order.number, cnote=shipment.awb or "")
        transition(order, Move(OrderStatus.PACKING, order.courier_name, note=note))
    elif shipment.booking_state == BookingState.REJECTED:
        reason = shipment.rejection_reason
        transition(order, Move(OrderStatus.CREATED, order.courier_name, note=reason))
        set_flags(order, booking_note=reason)


def _follow_scans(order: Order, shipment: Shipment, goal: OrderStatus) -> None:
    """Status, stock and money after the courier's scans, or after a person's judgement of them."""
    if order.status == OrderStatus.PACKING and goal not in (
        OrderStatus.PACKING,
        OrderStatus.CANCELLED,
    ):
        consume_stock(order.stock_reference)
        ship_parcel(order.number)
    if goal == order.status:
        _follow_return(order, shipment)
        _follow_payout(order, shipment)
        return
    if goal == OrderStatus.CANCELLED and order.status == OrderStatus.PACKING:
        call_off(order, Move(goal, order.courier_name, note=shipment.last_event_text))
        return
    if not may_move(order.status, goal, by_person=_is_judged(shipment)):
        note_refused_move(order, goal, order.courier_name)
        return
    was = OrderStatus(order.status)
    transition(order, _move(order, shipment, goal))
    _follow_stock(order, was, goal)
    _follow_money(order, shipment, goal)


def _move(order: Order, shipment: Shipment, goal: OrderStatus) -> Move:
    """In the courier's words and at its time, unless ops decided and no scan came since."""
    is_judged = _is_judged(shipment)
    if is_judged and not _has_later_scan(shipment):
        return Move(goal, OPS, clock.now(), "", _return_state(order, shipment, goal), by_person=True)
    news, return_state = shipment.last_event_text, _return_state(order, shipment, goal)
    return Move(goal, order.courier_name, _moment(shipment), news, return_state, by_person=is_judged)


def _return_state(order: Order, shipment: Shipment, goal: OrderStatus) -> int:
    """A return the seller has unpacked stays arrived, whatever was decided about the parcel meanwhile."""
    is_unpacked = goal == OrderStatus.RETURNED and order.return_checked_at is not None
    return RETURN_ARRIVED if is_unpacked else shipment.return_state


def _follow_stock(order: Order, was: OrderStatus, goal: OrderStatus) -> None:
    """Between the road and a cancellation; everything else is moved by scans and by returns."""
    if goal == OrderStatus.CANCELLED:
        put_back_stock(order.stock_reference)
    elif was == OrderStatus.CANCELLED:
        take_out_stock(order.stock_reference)


def _follow_money(order: Order, shipment: Shipment, goal: OrderStatus) -> None:
    if goal == OrderStatus.DELIVERED:
        if not shipment.awaits_payout:
            deliver_parcel(order.number, delivered_at=shipment.delivered_at or clock.now())
    elif goal in (OrderStatus.LOST, OrderStatus.DAMAGED):
        lose_parcel(order.number, kind=goal.value)
    elif goal == OrderStatus.RETURNED:
        start_return(order.number)
        if order.return_state == RETURN_ARRIVED:
            arrived_at = shipment.returned_at or order.return_checked_at or clock.now()
            receive_return(order.number, received_at=arrived_at)
    elif goal == OrderStatus.SHIPPED:
        # The order has moved by its own table, so this is no late news.
        ship_parcel(order.number, shipped_at=shipment.picked_up_at, is_correction=True)
    elif goal == OrderStatus.CANCELLED:
        cancel_parcel(order.number, is_correction=True)


def _follow_return(order: Order, shipment: Shipment) -> None:
    """A return that was on its way has arrived: the status stays, the money moves.

    A person may say it has not arrived after all, unless the seller has unpacked it.
    """
    if order.return_state < shipment.return_state:
        set_flags(order, return_state=shipment.return_state)
        if shipment.return_state == RETURN_ARRIVED:
            receive_return(order.number, received_at=shipment.returned_at or clock.now())
    elif order.return_state > shipment.return_state and _is_judged(shipment) and not order.return_checked_at:
        set_flags(order, return_state=shipment.return_state)
        start_return(order.number, is_correction=True)


def _follow_payout(order: Order, shipment: Shipment) -> None:
    """The courier has paid for a parcel that was delivered before: only now is it the seller's money.

    Who judges a parcel as delivered vouches for the payout, too.
    """
    is_vouched_for = _is_judged(shipment) and not shipment.awaits_payout
    if order.status == OrderStatus.DELIVERED and order.is_cod and (shipment.cod_paid_at or is_vouched_for):
        paid_at = shipment.delivered_at or shipment.cod_paid_at or clock.now()
        deliver_parcel(order.number, delivered_at=paid_at)


def _follow_flags(order: Order, shipment: Shipment) -> None:
    if order.is_problem != shipment.is_problem:
        set_flags(order, is_problem=shipment.is_problem)
        flag_parcel(order.number, is_problem=shipment.is_problem)


def _is_judged(shipment: Shipment) -> bool:
    return shipment.settled_at is not None


def _has_later_scan(shipment: Shipment) -> bool:
    settled, last = shipment.settled_at, shipment.last_event_at
    return settled is not None and last is not None and last > settled


def _moment(shipment: Shipment) -> datetime:
    """The courier's time of what made the status, not ours."""
    return shipment.delivered_at or shipment.returned_at or shipment.last_event_at or clock.now()
