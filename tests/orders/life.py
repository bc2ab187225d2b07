"""Orders told as stories: every step is done for real, and a plain model says what ought to be then.

The model knows no order of events. It keeps what the seller wanted, what the courier has and what it has
scanned; statuses, stock and money follow from these alone.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.db import connection, transaction

from finance.models import ParcelMoney
from finance.selectors.balances import five_numbers
from finance.states import PaymentMethod
from komship.core import outbox
from komship.core.audit import SYSTEM
from komship.core.drain import drain
from komship.core.models import EventDelivery
from komship.demo.checks import all_checks
from komship.lib.errors import DomainError
from orders.models import Order, OrderLine
from orders.rules import Wishes
from orders.services.cancel_order import cancel_order
from orders.services.check_in_return import Counted, ReturnArrival, check_in_return
from orders.services.delete_order import delete_order
from orders.services.edit_order import OrderEdit, edit_order
from orders.services.set_airway_bill import set_airway_bill
from orders.services.undo_return_check import undo_return_check
from orders.states import BEFORE_HANDOVER, OF_SHIPMENT, RETURN_ARRIVED, OrderStatus
from shipping.booking_states import BookingState
from shipping.carriers.base import Scan
from shipping.carriers.jne.statuses import classify
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.services import retry_booking
from shipping.services.apply_tracking import apply_tracking
from shipping.services.settle_parcel import Verdict, settle_parcel
from shipping.states import ShipmentStatus, fold_scans, verdicts
from tests.factories.finance import fund
from tests.factories.orders import Market
from tests.factories.sandbox import break_next

S = OrderStatus
PIECES = 10
SILENT = "silent"
METHODS = {"cod": PaymentMethod.COD, "transfer": PaymentMethod.BANK_TRANSFER}
WAITING = (BookingState.PENDING, BookingState.CALLING, BookingState.UNKNOWN)


@dataclass
class Wanted:
    """One order: what its seller wants of it, and what was done with it."""

    order_id: int
    number: str
    pieces: int
    method: PaymentMethod
    is_own: bool = False
    is_deleted: bool = False
    # Pieces counted as good in the check in force; None while nobody has unpacked the return.
    good: int | None = None
    check_id: int = 0
    scans: set[Scan] = field(default_factory=set)

    def find_shipment(self) -> Shipment | None:
        return Shipment.objects.filter(reference=self.number).first()


@dataclass
class Seen:
    """An order with its parcel as they are, beside what was wanted."""

    wanted: Wanted
    order: Order
    shipment: Shipment | None

    @property
    def status(self) -> OrderStatus:
        """Where the order ought to stand: with its parcel, when there is one."""
        if self.shipment is None:
            return S.CREATED
        if self.shipment.booking_state in WAITING:
            return S.BOOKING
        is_refused = self.shipment.booking_state == BookingState.REJECTED
        return S.CREATED if is_refused else OF_SHIPMENT[ShipmentStatus(self.shipment.status)]

    @property
    def has_left(self) -> bool:
        return not self.wanted.is_deleted and self.status not in BEFORE_HANDOVER | {S.CANCELLED}

    @property
    def is_promised(self) -> bool:
        return not self.wanted.is_deleted and self.status in BEFORE_HANDOVER

    @property
    def pieces_gone(self) -> int:
        """What the seller has unpacked stays on her shelf, whatever is decided about the parcel later."""
        return self.wanted.pieces - (self.wanted.good or 0) if self.has_left else 0

    @property
    def return_state(self) -> int:
        """What the seller has unpacked has arrived, whatever the courier says."""
        if self.status == S.RETURNED and self.wanted.good is not None:
            return RETURN_ARRIVED
        return self.shipment.return_state if self.shipment else 0


@dataclass
class Money:
    """What one order adds to the seller's numbers."""

    available_rp: int = 0
    held_rp: int = 0
    pending_rp: int = 0
    endangered_rp: int = 0
    return_cost_rp: int = 0


def money_of(seen: Seen) -> Money:
    order, wanted = seen.order, seen.wanted
    way_out_rp = 0 if wanted.is_own else order.shipping_rp - order.cashback_rp
    way_back_rp = 0 if wanted.is_own else order.shipping_rp * (10_000 - order.return_discount_bp) // 10_000
    is_cod = wanted.method == PaymentMethod.COD
    return_rp = way_back_rp + (way_out_rp if is_cod else 0)
    if seen.is_promised:
        return Money() if is_cod else Money(available_rp=-way_out_rp, held_rp=way_out_rp)
    if not seen.has_left:
        return Money()
    money = Money(available_rp=0 if is_cod else -way_out_rp)
    status = seen.status
    if seen.return_state == RETURN_ARRIVED:
        money.available_rp -= return_rp
    elif status == S.RETURNED:
        money.return_cost_rp = return_rp
    elif is_cod and status == S.DELIVERED:
        money.available_rp += order.net_rp
    elif is_cod and status == S.SHIPPED:
        money.pending_rp = order.net_rp
        money.endangered_rp = order.net_rp if order.is_problem else 0
    return money


@dataclass
class Story:
    """`news_waits`: a courier's news that the order has not heard of yet."""

    market: Market
    clock_hand: time_machine.Traveller
    topped_up_rp: int = 0
    told: int = 0
    news_waits: bool = False
    before: tuple[Any, ...] = ()
    all: list[Wanted] = field(default_factory=list)
    at: dict[str, Wanted] = field(default_factory=dict)

    def tell(self, step: tuple[Any, ...], refusals: tuple[type[DomainError], ...]) -> None:
        """Do one step in a transaction of its own; a refusal must leave no trace."""
        self.told += 1
        name, *values = step
        try:
            with transaction.atomic():
                getattr(self, name)(*values)
        except refusals:
            assert self.picture() == self.before
        if not self.news_waits:
            deliver_inside()

    def picture(self) -> tuple[Any, ...]:
        stock = self.market.stock
        orders = list(Order.objects.order_by("pk").values_list("pk", "status", "edits", "deleted_at"))
        states = list(Shipment.objects.order_by("pk").values_list("pk", "status", "booking_state"))
        return five_numbers(self.market.partner.pk), (stock.on_hand, stock.reserved), orders, states

    # ---- the seller ------------------------------------------------------------------------

    def store(self, slot: str, method: str, pieces: int) -> None:
        order = self.market.order(quantity=pieces, wishes=Wishes(method=METHODS[method]))
        self.at[slot] = Wanted(order.pk, order.number, pieces, METHODS[method])
        self.all.append(self.at[slot])

    def edit(self, slot: str, method: str, pieces: int) -> None:
        if wanted := self.at.get(slot):
            new = self.market.new_order(quantity=pieces, wishes=Wishes(method=METHODS[method]))
            edit_order(OrderEdit(order_id=wanted.order_id, new=new))
            wanted.pieces, wanted.method = pieces, METHODS[method]

    def delete(self, slot: str) -> None:
        if wanted := self.at.get(slot):
            delete_order(self.market.partner.pk, wanted.order_id, actor=self.market.actor)
            wanted.is_deleted = True

    def pickup(self, slot: str) -> None:
        if wanted := self.at.get(slot):
            order = Order.objects.get(pk=wanted.order_id)
            self.market.ask_pickup(order, token=f"token-{self.told}")

    def cancel(self, slot: str) -> None:
        if wanted := self.at.get(slot):
            cancel_order(self.market.partner.pk, wanted.order_id, actor=self.market.actor)

    def send_herself(self, slot: str) -> None:
        if wanted := self.at.get(slot):
            awb = f"OWN{wanted.order_id:09d}"
            set_airway_bill(self.market.partner.pk, wanted.order_id, awb, actor=self.market.actor)
            wanted.is_own = True

    def check_in(self, slot: str, good: int) -> None:
        """Unpack a return; what is not good is damaged. Counted is counted."""
        if wanted := self.at.get(slot):
            (line,) = OrderLine.objects.filter(order_id=wanted.order_id)
            good = min(good, wanted.pieces)
            counted = (Counted(line.pk, good, wanted.pieces - good),)
            arrival = ReturnArrival(
                partner_id=self.market.partner.pk, order_id=wanted.order_id, counted=counted
            )
            wanted.check_id = check_in_return(arrival, actor=self.market.actor).pk
            wanted.good = good if wanted.good is None else wanted.good

    def undo_check(self, slot: str) -> None:
        wanted = self.at.get(slot)
        if wanted and wanted.good is not None:
            undo_return_check(self.market.partner.pk, wanted.check_id, actor=self.market.actor)
            wanted.good = None

    def top_up(self, amount_rp: int) -> None:
        fund(self.market.partner, amount_rp, reference=f"TOP-{self.told}")
        self.topped_up_rp += amount_rp

    # ---- courier, workers, ops -------------------------------------------------------------

    def break_courier(self, how: str) -> None:
        """What the next booking is answered; a silent courier has booked nothing."""
        sandbox, endpoint = self.market.sandbox, Endpoint.PICKUP.value
        if how == SILENT:
            break_next(sandbox, FaultKind.LOST_ANSWER, endpoint=endpoint, commits=False)
        else:
            break_next(sandbox, FaultKind(how), endpoint=endpoint)

    def work(self, minutes: int) -> None:
        """Time passes, and workers do all that is due."""
        self.clock_hand.shift(timedelta(minutes=minutes))
        drain()
        self.news_waits = False

    def scan(self, slot: str, rows: list[tuple[str, int]], is_heard: bool) -> None:
        """The courier tells of scans, any of them again, at minutes after the booking."""
        wanted = self.at.get(slot)
        shipment = wanted.find_shipment() if wanted else None
        if wanted is None or shipment is None or shipment.booked_at is None:
            return
        scans = [scan_of(code, shipment.booked_at, minutes) for code, minutes in rows]
        apply_tracking(shipment.pk, scans)
        wanted.scans |= set(scans)
        self.news_waits = not is_heard

    def settle(self, slot: str, choice: int | ShipmentStatus) -> None:
        """Ops judge where the parcel is: keep it there, or a number among what the tables allow."""
        wanted = self.at.get(slot)
        shipment = wanted.find_shipment() if wanted else None
        if wanted is None or shipment is None or shipment.booking_state != BookingState.BOOKED:
            return
        if shipment.status == ShipmentStatus.CANCELLED and self.market.stock.available < wanted.pieces:
            # It travels all the same, and the shelf is counted by people.
            return
        choices = [ShipmentStatus(shipment.status), *sorted(verdicts(shipment.status))]
        status = choices[choice % len(choices)] if isinstance(choice, int) else choice
        verdict = Verdict(
            status=status, reason="uji", status_seen=shipment.status, scans_seen=shipment.events.count()
        )
        settle_parcel(shipment.pk, verdict, actor=SYSTEM)

    def retry(self, slot: str) -> None:
        wanted = self.at.get(slot)
        shipment = wanted.find_shipment() if wanted else None
        if shipment:
            retry_booking(shipment.pk, actor=SYSTEM)

    # ---- what ought to be ------------------------------------------------------------------

    def compare(self) -> None:
        self.before = self.picture()
        if not self.news_waits:
            every = self.look()
            for seen in every:
                self.compare_order(seen)
            self.compare_stock(every)
            self.compare_money(every)

    def look(self) -> list[Seen]:
        orders = Order.objects.in_bulk()
        shipments = {row.reference: row for row in Shipment.objects.all()}
        assert set(orders) == {wanted.order_id for wanted in self.all}
        return [Seen(wanted, orders[wanted.order_id], shipments.get(wanted.number)) for wanted in self.all]

    def compare_order(self, seen: Seen) -> None:
        order, wanted, shipment = seen.order, seen.wanted, seen.shipment
        assert (order.deleted_at is not None) == wanted.is_deleted
        assert (order.payment_method, order.piece_count) == (wanted.method, wanted.pieces)
        made = self.market.sandbox.world.awbs_of.get(wanted.number, [])
        if wanted.is_deleted:
            assert not made, "an airway bill for an order that is gone"
            return
        assert order.status == seen.status
        if shipment is None or wanted.is_own:
            assert not made
        else:
            assert len(made) <= 1
            assert shipment.awb in (None, *made)
        if shipment is not None:
            assert (order.is_problem, order.return_state) == (shipment.is_problem, seen.return_state)
            compare_scans(wanted, shipment)

    def compare_stock(self, every: list[Seen]) -> None:
        gone = sum(seen.pieces_gone for seen in every)
        promised = sum(seen.wanted.pieces for seen in every if seen.is_promised)
        assert self.before[1] == (PIECES - gone, promised)

    def compare_money(self, every: list[Seen]) -> None:
        numbers = self.before[0]
        parts = [money_of(seen) for seen in every]
        assert numbers.available_rp == self.topped_up_rp + sum(part.available_rp for part in parts)
        assert numbers.held_rp == sum(part.held_rp for part in parts)
        assert numbers.withdrawing_rp == 0
        assert numbers.pending_rp == sum(part.pending_rp for part in parts)
        assert numbers.pending_on_problem_rp == sum(part.endangered_rp for part in parts)
        assert numbers.expected_return_cost_rp == sum(part.return_cost_rp for part in parts)
        assert ParcelMoney.objects.count() == len(self.all)

    def end(self) -> None:
        """The courier gets well, time passes: nobody waits for ever, and the walls of the ledger hold."""
        self.market.sandbox.world.faults.clear()
        waiting = Order.objects.filter(status=S.BOOKING, deleted_at=None)
        for _ in range(3):
            self.work(60)
            if not waiting.exists():
                break
        self.compare()
        broken = [check for check in all_checks() if not check.holds]
        assert not broken, broken
        assert not waiting.exists()
        assert not EventDelivery.objects.filter(state=EventDelivery.State.PARKED).exists()
        assert not EventDelivery.objects.filter(failures__gt=0).exists()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def scan_of(code: str, booked_at: datetime, minutes: int) -> Scan:
    at = booked_at.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return Scan(code=code, text=f"scan {code}", occurred_at=at, place="")


def compare_scans(wanted: Wanted, shipment: Shipment) -> None:
    """The order in which scans were told plays no part, unless they contradict each other."""
    is_judged = shipment.settled_at is not None
    if not wanted.scans or shipment.needs_look or is_judged or shipment.status == ShipmentStatus.CANCELLED:
        return
    start = ShipmentStatus.PICKED_UP if wanted.is_own else ShipmentStatus.READY_TO_SHIP
    fold = fold_scans(start, [classify(scan) for scan in wanted.scans])
    assert (shipment.status, shipment.is_problem) == (fold.status, fold.is_problem)
    assert shipment.return_state == fold.return_state


def deliver_inside() -> None:
    """What happens in the same second without anybody being asked; couriers wait for `work`."""
    while outbox.deliver_due("default"):
        pass
