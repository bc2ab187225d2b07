"""A big day in bad weather: orders are typed, sent and followed by a client that repeats what fails."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time as wall_time
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, connection

from komship.core.audit import Actor
from komship.core.jobs import Job
from komship.core.models import EventDelivery
from komship.demo.day import PLACES, Day, Refused, cart_item, order_body
from komship.demo.illness import BAD_LOGIN, BOOKING_FAULTS, TRACKING_FAULTS, Fault, deal
from komship.lib import clock
from komship.lib.http import TransportFailure
from orders.models import Order
from orders.selectors.chosen import waiting_rows
from orders.services.request_pickup import PickupSlot
from orders.services.start_pickup import start_pickup
from shipping.carriers.base import Vehicle
from shipping.models import Shipment
from shipping.services import claim_due_polls, resume_carrier, schedule_poll

T = TypeVar("T")

IN_ONE_PICKUP = 50
BAD_LOGIN_FOR_S = 60.0
ASK_AGAIN_EVERY_S = 10.0
PATIENCE_S = 240.0
OPS = Actor(user_id=None, label="wati", channel="ops")
# Answers after which the same call may succeed: in flight, too many, broken.
_FOR_NOW = frozenset({409, 429})
# How parcels end, by their place in the list, and where the order is then.
ENDS = ("delivered",) * 6 + ("returned",) * 2 + ("lost", "picked_up")
STATUS_AT_END = {"delivered": "delivered", "returned": "returned", "lost": "lost", "picked_up": "shipped"}


def patiently(look: Callable[[], T]) -> T:
    """The database as this process sees it, across a crash of the server."""
    give_up_at = time.monotonic() + PATIENCE_S
    while True:
        try:
            return look()
        except (OperationalError, InterfaceError):
            connection.close()
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.3)


@dataclass
class Rush(Day):
    """`repeated` counts the calls that had to be made again, by what was wrong."""

    wanted: int = 300
    seed: int = 1
    repeated: Counter[str] = field(default_factory=Counter)
    login_is_bad_until: float = 0.0
    asked_again: int = 0
    _prices: dict[tuple[int, ...], dict[str, Any]] = field(default_factory=dict)

    # ---- talking ---------------------------------------------------------------------------

    def call(self, path: str, body: Any = None, *, key: str = "", **params: object) -> Any:
        """Repeats reads, and writes that only state a wish, until they succeed; calls with a key are the
        caller's to repeat."""
        give_up_at = time.monotonic() + PATIENCE_S
        while True:
            try:
                return super().call(path, body, key=key, **params)
            except (Refused, TransportFailure) as failure:
                if key or not _is_for_now(failure) or time.monotonic() > give_up_at:
                    raise
                self._note(failure)
                time.sleep(0.3)

    def _note(self, failure: Refused | TransportFailure) -> None:
        why = f"status {failure.status}" if isinstance(failure, Refused) else failure.kind
        self.repeated[why] += 1

    # ---- typing ----------------------------------------------------------------------------

    def type_orders(self) -> None:
        with self.act(f"type {self.wanted} orders, COD and transfer, two warehouses") as say:
            warehouses = self.call("/v3/address")["data"][:2]
            goods = self._goods()
            places = [self.place(name) for name in PLACES]
            waiting = deque((index, 0) for index in range(self.wanted))
            bodies: dict[tuple[int, int], dict[str, Any]] = {}
            while waiting:
                index, turn = waiting.popleft()
                if (index, turn) not in bodies:
                    chosen = (warehouses[index % 2], goods[index % len(goods)], places[index % 4])
                    bodies[index, turn] = self._fill_in(index, *chosen)
                again = self._store(index, turn, bodies[index, turn])
                if again is not None:
                    waiting.append((index, again))
            say(f"{len(self.orders)} stored, {self.repeated.total()} calls repeated")

    def _goods(self) -> list[dict[str, Any]]:
        wanted: dict[str, Any] = {
            "warehouse_type": "Private Warehouse",
            "limit": 4,
            "offset": 0,
            "search": "",
        }
        return list(self.call(f"/v3/partner-product/{self.partner_id}", **wanted)["data"])

    def _store(self, index: int, turn: int, body: dict[str, Any]) -> int | None:
        """None when the order is stored; else the turn to try it with later.

        The same turn is the same key, so an order whose answer was lost is not stored twice. Only a clear
        refusal (somebody else's cart has taken the place of this order's) begins a new one.
        """
        try:
            answer = self.call(f"/v3/order/{self.partner_id}/store", body, key=f"rush-{index}-{turn}")
        except (Refused, TransportFailure) as failure:
            self._note(failure)
            if len(self.orders) == self.wanted - 1:
                time.sleep(0.5)
            return turn if _is_for_now(failure) else turn + 1
        stored = answer["data"]
        self.orders.append(
            {"id": stored["order_id"], "number": stored["order_no"], "method": body["payment_method"]}
        )
        return None

    def _fill_in(
        self, index: int, warehouse: dict[str, Any], product: dict[str, Any], place: dict[str, Any]
    ) -> dict[str, Any]:
        method = "BANK TRANSFER" if index % 3 == 2 else "COD"
        pieces = 1 + index % 2
        cart = self.call("/v2/cart/bulk-store-web", [cart_item(product, pieces)])["data"]
        combination = (warehouse["warehouse_id"], product["product_id"], place["id"], pieces, len(method))
        if combination not in self._prices:
            asked = {
                "cart": ",".join(str(row["cart_id"]) for row in cart),
                "receiver_destination": place["id"],
                "payment_method": method,
                "partner_id": self.partner_id,
                "partner_address_id": warehouse["warehouse_id"],
            }
            rows = self.call("/v3/calculate", **asked)["data"]["data_regular"]
            self._prices[combination] = next(
                row for row in rows if row["shipping_type"] in ("REG19", "CTC19")
            )
        return order_body(index, warehouse, place, self._prices[combination], cart, method)

    # ---- booking ---------------------------------------------------------------------------

    def break_the_courier(self) -> None:
        with self.act("the courier gets ill") as say:
            numbers = [order["number"] for order in self.orders]
            each = max(1, self.wanted // 60)
            self._fall_ill(
                deal(BOOKING_FAULTS, numbers, endpoint="pickupcashless", each=each, seed=self.seed)
            )
            say(f"{len(BOOKING_FAULTS)} faults for {each} orders each")

    def _fall_ill(self, faults: list[Fault]) -> None:
        for fault in faults:
            self.courier("faults", fault)

    def ask_pickup(self) -> None:
        with self.act("ask for pickup in background jobs") as say:
            jobs = [job for place in self._places() for job in self._ask_for(place)]
            say(f"{len(jobs)} jobs of at most {IN_ONE_PICKUP} orders")

    def _places(self) -> list[int]:
        return sorted(patiently(lambda: set(Order.objects.values_list("warehouse_id", flat=True))))

    def _ask_for(self, warehouse_id: int) -> list[Job]:
        rows = patiently(lambda: waiting_rows(self.partner_id, warehouse_id))
        jobs = []
        for first in range(0, len(rows), IN_ONE_PICKUP):
            chosen = rows[first : first + IN_ONE_PICKUP]
            slot = PickupSlot(
                token=f"rush-{chosen[0].number}-{len(chosen)}",
                pickup_on=clock.today() + timedelta(days=1),
                pickup_time=wall_time(10),
                vehicle=Vehicle.TRUCK.value,
            )
            actor = Actor(user_id=self.user_id, label="siti", channel="web")
            start = partial(start_pickup, self.partner_id, chosen, slot, actor=actor)
            jobs.append(patiently(start))
        return jobs

    def wait_for_airway_bills(self) -> None:
        """At a quarter of the way somebody changes our login at the courier, for a minute."""
        with self.act("wait for the airway bills") as say:
            login, asked_at = 0, time.monotonic()
            for booked in self._progress(lambda: Shipment.objects.exclude(awb=None).count()):
                if not self.login_is_bad_until and booked >= self.wanted // 4:
                    login = self.courier("faults", BAD_LOGIN)["number"]
                    self.login_is_bad_until = time.monotonic() + BAD_LOGIN_FOR_S
                if login and time.monotonic() > self.login_is_bad_until:
                    self.courier("faults/clear", {"number": login})
                    patiently(lambda: resume_carrier("jne", actor=OPS))
                    login = 0
                if time.monotonic() - asked_at > ASK_AGAIN_EVERY_S:
                    asked_at = time.monotonic()
                    self._ask_again()
            booked = patiently(Shipment.objects.exclude(awb=None).count)
            say(f"{booked} airway bills, {self.asked_again} jobs for refused orders")

    def _ask_again(self) -> None:
        """Orders the courier refused are with their seller again, who asks as soon as the job is over."""
        if patiently(lambda: not Job.objects.unfinished().exists()):
            for place in self._places():
                self.asked_again += len(self._ask_for(place))

    # ---- the courier's part ----------------------------------------------------------------

    def carry(self) -> None:
        with self.act("the courier carries the parcels") as say:
            ends = {order["number"]: ENDS[at % len(ENDS)] for at, order in enumerate(self.orders)}
            for end in sorted(set(ends.values())):
                named = [number for number, wanted in ends.items() if wanted == end]
                self.courier("move", {"parcels": named, "to": end})
            for order in self.orders:
                order["end"] = ends[order["number"]]
            self._fall_ill(
                deal(
                    TRACKING_FAULTS,
                    ends,
                    endpoint="tracking",
                    each=max(1, self.wanted // 100),
                    seed=self.seed,
                )
            )
            counts = Counter(ends.values())
            say(", ".join(f"{number} {end}" for end, number in sorted(counts.items())))

    def wait_for_tracking(self) -> None:
        with self.act("tracking") as say:
            asked_at = 0.0
            for _arrived in self._progress(self._arrived):
                if time.monotonic() - asked_at > ASK_AGAIN_EVERY_S:
                    asked_at = time.monotonic()
                    patiently(self._look_again)
            say(f"{patiently(self._arrived)} orders are where their parcels are")

    def _arrived(self) -> int:
        by_end: dict[str, list[str]] = {}
        for order in self.orders:
            by_end.setdefault(order["end"], []).append(order["number"])
        return sum(
            Order.objects.filter(
                number__in=numbers, status=STATUS_AT_END[end], return_state=2 if end == "returned" else 0
            ).count()
            for end, numbers in by_end.items()
        )

    def _look_again(self) -> None:
        """Ops asks for news of what has not arrived, and the next sweep hands it to the workers."""
        late = Shipment.objects.filter(status="ready_to_ship").values_list("pk", flat=True)
        schedule_poll(list(late), actor=OPS)
        claim_due_polls()

    def wait_until_quiet(self) -> None:
        with self.act("wait until nothing is left to do") as say:
            give_up_at = time.monotonic() + PATIENCE_S
            while patiently(unfinished_work) and time.monotonic() < give_up_at:
                time.sleep(0.5)
            say(f"{patiently(unfinished_work)} deliveries wait")

    def _progress(self, count: Callable[[], int]) -> Iterator[int]:
        """Counts until all orders are there, or patience ends: the checks tell what is missing then."""
        give_up_at = time.monotonic() + PATIENCE_S
        done = patiently(count)
        while done < self.wanted and time.monotonic() < give_up_at:
            yield done
            time.sleep(0.3)
            done = patiently(count)


def unfinished_work() -> int:
    """Deliveries that somebody still has to make."""
    return EventDelivery.objects.filter(state=EventDelivery.State.PENDING).count()


def _is_for_now(failure: Refused | TransportFailure) -> bool:
    if isinstance(failure, TransportFailure):
        return True
    return failure.status in _FOR_NOW or failure.status >= 500
