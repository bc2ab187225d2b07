"""Airway bills per second against a courier that needs 50 ms for each."""

import os
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from benchmarks.load import measure
from benchmarks.server import Server, cpu_s, descendants
from benchmarks.store import store_requests
from benchmarks.visitor import Visitor
from komship.core import outbox
from komship.core.audit import SYSTEM
from orders.models import Order
from orders.selectors.locked import locked_order
from orders.services.request_pickup import book
from shipping.carriers.jne.client import POOL_SIZE
from shipping.models import Shipment

if TYPE_CHECKING:
    from benchmarks.report import Report

LATENCY_MS = 50
BOOKINGS = 400


def measure_bookings(report: "Report", server: Server, who: Visitor) -> None:
    """One worker process; the bound is its connections to the courier divided by the latency."""
    numbers = _open_bookings(server, who)
    threads = settings.OUTBOX_THREADS["carriers"]
    before, started = cpu_s(descendants(os.getpid())), time.perf_counter()
    while outbox.deliver_due("carriers", limit=400, threads=threads):
        pass
    spent = time.perf_counter() - started
    burnt = cpu_s(descendants(os.getpid())) - before
    booked = Shipment.objects.filter(reference__in=numbers, awb__isnull=False).count()
    if booked != len(numbers):
        raise RuntimeError(f"only {booked} of {len(numbers)} were booked")
    bound = POOL_SIZE / (LATENCY_MS / 1000)
    rate = booked / spent
    print(
        f"{booked} airway bills, {LATENCY_MS} ms courier, {POOL_SIZE} connections: {rate:.1f}/s of"
        f" {bound:.0f}/s, share {rate / bound:.2f}, {1000 * burnt / booked:.1f} ms worker CPU each"
    )
    report.budget("at least 0.9 of what latency and connections allow", holds=rate >= 0.9 * bound)


def _open_bookings(server: Server, who: Visitor) -> list[str]:
    """Orders that were just stored, each waiting for its airway bill."""
    orders = Order.objects.for_partner(who.partner.pk).live().filter(status="created").order_by("-pk")
    while orders.count() < BOOKINGS:
        measure(server, store_requests(who.partner), concurrency=4, headers=who.api)
    rows = list(orders.values_list("partner_id", "pk", "number")[:BOOKINGS])
    for partner_id, order_id, _ in rows:
        with transaction.atomic():
            book(locked_order(partner_id, order_id), None, actor=SYSTEM)
    return [number for _, _, number in rows]
