"""After the rush: what must be true of our books and the courier's, and what it took."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, F, Sum

from finance.models import Entry
from finance.selectors.balances import five_numbers
from finance.states import PARCEL_ENTRY_KINDS, EntryKind, PaymentMethod
from komship.core.models import EventDelivery, ItemState, JobItem
from komship.demo.checks import Check, all_checks
from komship.demo.illness import BAD_LOGIN, BOOKING_FAULTS, TRACKING_FAULTS, name_of
from komship.demo.rush import STATUS_AT_END, Rush, unfinished_work
from komship.demo.storm import Mishap
from orders.models import Order
from shipping.booking_states import BookingState
from shipping.carriers.base import Outcome
from shipping.models import CarrierCall, Shipment

_CHARGED = (EntryKind.SHIPPING_CHARGE, EntryKind.SHIPPING_CAPTURE)
# What each end leaves in the ledger, by method; nothing else, and nothing twice.
ENTRIES: Mapping[tuple[str, str], tuple[EntryKind, ...]] = {
    (PaymentMethod.COD, "delivered"): (EntryKind.COD_SETTLEMENT,),
    (PaymentMethod.COD, "returned"): (EntryKind.RETURN_CHARGE,),
    (PaymentMethod.BANK_TRANSFER, "delivered"): _CHARGED,
    (PaymentMethod.BANK_TRANSFER, "returned"): (*_CHARGED, EntryKind.RETURN_CHARGE),
    (PaymentMethod.BANK_TRANSFER, "lost"): _CHARGED,
    (PaymentMethod.BANK_TRANSFER, "shipped"): _CHARGED,
}
ASKED = (Outcome.OK, Outcome.EXISTING, Outcome.UNKNOWN, Outcome.UNAVAILABLE, Outcome.LOGIN_FAILED)


def every_check(rush: Rush, happened: Sequence[Mishap]) -> list[Check]:
    """All of it: the house's own checks, this rush's orders, the courier's books, and that it did storm."""
    return [
        *all_checks(),
        *orders_stored_once(rush),
        *nobody_is_stuck(rush),
        *same_airway_bills(rush),
        *money_of_every_end(rush),
        *it_did_storm(rush, happened),
    ]


def orders_stored_once(rush: Rush) -> list[Check]:
    here = dict(Order.objects.filter(deleted_at=None).values_list("number", "pk"))
    told = {order["number"]: order["id"] for order in rush.orders}
    return [
        Check(f"the client knows {rush.wanted} different orders", len(told) == rush.wanted, str(len(told))),
        Check("and exactly those are stored", here == told, str(set(here) ^ set(told))),
    ]


def nobody_is_stuck(rush: Rush) -> list[Check]:
    ends = {order["number"]: STATUS_AT_END[order["end"]] for order in rush.orders}
    late = [
        f"{number} {status}"
        for number, status in Order.objects.values_list("number", "status")
        if status != ends.get(number)
    ]
    open_bookings = Shipment.objects.exclude(booking_state=BookingState.BOOKED).count()
    parked = EventDelivery.objects.filter(state=EventDelivery.State.PARKED).count()
    unasked = JobItem.objects.exclude(state=ItemState.DONE).count()
    waiting = unfinished_work()
    return [
        Check("every order is where its parcel ended", not late, ", ".join(late[:10])),
        Check("no booking is open or unclear", open_bookings == 0, str(open_bookings)),
        Check("every part of every job is done", unasked == 0, str(unasked)),
        Check("no delivery is parked or waits", parked + waiting == 0, f"{parked} parked, {waiting} wait"),
    ]


def same_airway_bills(rush: Rush) -> list[Check]:
    """Asked of the courier itself."""
    stats = courier_says(rush, "stats")
    rows = courier_says(rush, f"parcels?limit={2 * rush.wanted}")["parcels"]
    there = Counter((row["order_id"], row["awb"]) for row in rows)
    here = Counter(Shipment.objects.values_list("reference", "awb"))
    many, changed = stats["orders_with_many"], stats["changed_payloads"]
    return [
        Check("the courier made one airway bill per order", not many and len(rows) == rush.wanted, str(many)),
        Check("and it is the one we know", there == here, str((there - here) + (here - there))),
        Check("no parcel was asked for again with other content", not changed, str(changed)),
    ]


def money_of_every_end(rush: Rush) -> list[Check]:
    found: dict[str, Counter[str]] = {}
    for reference, kind in Entry.objects.filter(kind__in=PARCEL_ENTRY_KINDS).values_list("reference", "kind"):
        found.setdefault(reference, Counter())[kind] += 1
    wrong = []
    for order in Order.objects.all():
        wanted = Counter(kind.value for kind in ENTRIES.get((order.payment_method, order.status), ()))
        if order.status == "returned" and not _return_rp(order):
            del wanted[EntryKind.RETURN_CHARGE.value]
        if found.pop(order.number, Counter()) != wanted:
            wrong.append(f"{order.number} {order.payment_method} {order.status}")
    expected_rp, numbers = _expected_rp(rush.partner_id), five_numbers(rush.partner_id)
    balance = f"{numbers.available_rp} instead of {expected_rp}, {numbers.held_rp} held"
    is_right = (numbers.available_rp, numbers.held_rp) == (expected_rp, 0)
    return [
        Check("each order has the money entries of its end, once", not wrong, ", ".join(wrong[:10])),
        Check("no money entry belongs to anything else", not found, ", ".join(sorted(found)[:10])),
        Check("the seller's balance is the sum over her orders", is_right, balance),
    ]


def _expected_rp(partner_id: int) -> int:
    """Top-ups, and what each order brings or costs at its end; nothing of it read from the ledger."""
    top_ups = Entry.objects.filter(kind=EntryKind.TOP_UP, postings__account__holder_id=partner_id)
    total_rp = int(top_ups.aggregate(total=Sum("postings__amount_rp"))["total"] or 0)
    for order in Order.objects.filter(partner_id=partner_id):
        if order.status == "delivered" and order.is_cod:
            total_rp += order.net_rp
        if not order.is_cod:
            total_rp -= order.shipping_rp - order.cashback_rp
        if order.status == "returned":
            total_rp -= _return_rp(order)
    return total_rp


def _return_rp(order: Order) -> int:
    """What a return is charged: the discounted way back, and by COD the way out, which nobody has paid."""
    way_back_rp = (order.shipping_rp * (10_000 - order.return_discount_bp) + 5_000) // 10_000
    return way_back_rp + (order.shipping_rp - order.cashback_rp if order.is_cod else 0)


def it_did_storm(rush: Rush, happened: Sequence[Mishap]) -> list[Check]:
    """A calm run proves nothing."""
    faults = faults_committed(rush)
    planned = [{**fault, "endpoint": "pickupcashless"} for fault in BOOKING_FAULTS]
    planned += [{**fault, "endpoint": "tracking"} for fault in TRACKING_FAULTS] + [BAD_LOGIN]
    calm = sorted({kind_of(fault) for fault in planned} - {kind_of_name(name) for name in faults})
    missing = sorted(set(Mishap) - set(happened))
    return [
        Check("the courier committed every fault at least once", not calm, ", ".join(calm)),
        Check("every mishap happened", not missing, ", ".join(missing)),
    ]


def kind_of(fault: Mapping[str, Any]) -> str:
    return f"{fault['endpoint']} {fault['kind']}"


def kind_of_name(name: str) -> str:
    return name.removesuffix(", booked")


def faults_committed(rush: Rush) -> Counter[str]:
    """By endpoint and kind, as the courier counted them."""
    counts: Counter[str] = Counter()
    for fault in courier_says(rush, "faults")["faults"]:
        counts[name_of(fault)] += fault["hits"]
    for name, hits in courier_says(rush, "stats")["faults"].items():
        endpoint, _, kind = name.partition(":")
        if kind == BAD_LOGIN["kind"]:
            counts[f"{endpoint} {kind}"] += hits
    return +counts


def courier_says(rush: Rush, what: str) -> Any:
    return json.loads(rush.stage.courier.get(f"/sandbox/{what}").body)


def figures(rush: Rush, happened: Sequence[Mishap]) -> list[tuple[str, str]]:
    """What it took, in rows of a table."""
    rows = [(f"courier: {name}", str(count)) for name, count in sorted(faults_committed(rush).items())]
    mishaps = Counter(happened)
    rows += [(mishap.value, str(mishaps[mishap])) for mishap in Mishap]
    rows += [(f"client calls repeated: {why}", str(count)) for why, count in sorted(rush.repeated.items())]
    retried = EventDelivery.objects.filter(attempts__gt=1).aggregate(
        rows=Count("pk"), more=Sum(F("attempts") - 1), failures=Sum("failures")
    )
    rows.append(("deliveries made again", f"{retried['rows']}, {retried['more'] or 0} times"))
    rows.append(("deliveries that failed meanwhile", str(retried["failures"] or 0)))
    asked = Shipment.objects.aggregate(total=Sum("booking_attempts"))["total"] or 0
    again = Shipment.objects.filter(booking_attempts__gt=1).count()
    rows.append(("bookings asked", f"{asked} times for {rush.wanted} orders, {again} more than once"))
    calls = CarrierCall.objects.filter(endpoint="pickupcashless")
    outcomes = dict(calls.order_by().values_list("outcome").annotate(Count("pk")))
    rows += [(f"booking answers: {name.value}", str(outcomes.get(name, 0))) for name in ASKED]
    rows.append(("unclear bookings resolved by the same number", str(outcomes.get(Outcome.EXISTING, 0))))
    return rows
