"""The measurements of `make bench`, each against the budget it is stated for."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks import bookings, catalogue, imports, labels, places
from benchmarks.fill import fill
from benchmarks.lists import measure_lists, measure_searches
from benchmarks.load import Request, measure
from benchmarks.report import Report
from benchmarks.server import ROOT, Server, peak_mib, serving
from benchmarks.shops import BenchShop, open_crowd, open_shop
from benchmarks.store import measure_calculate, measure_store
from benchmarks.visitor import ask, queries_of, visitor
from komship.demo.load import load_demo
from komship.demo.stage import free_port
from orders.models import Order

# Of a round of a thousand orders a hundred are the big seller's and ten the middling one's. The small
# house holds as many orders as the latter, all of one seller.
ROUND, MIDDLING = 1_000, 10
# Of each seller of the crowd around them, about.
CROWD_ORDERS = 2_250


def run(data_dir: Path, *, orders: int) -> int:
    """Measure everything with so many orders in the house; returns 1 when a budget is missed."""
    report = Report()
    call_command("migrate", verbosity=0)
    for line in load_demo(orders=300):
        if line.startswith("BROKEN"):
            raise RuntimeError(line)
    with _sandbox(latency_ms=0) as url, serving(data_dir, _environment(data_dir, url)) as server:
        _measure_web(report, server, orders)
    with _sandbox(latency_ms=bookings.LATENCY_MS) as url:
        report.title("Worker")
        bookings.measure_bookings(report, url)
    labels.measure_labels(report)
    places.measure_places(report)
    with _sandbox(latency_ms=0):
        imports.measure_imports(report)
    print(f"\n{len(report.missed)} budgets missed", *report.missed, sep="\n    ")
    return 1 if report.missed else 0


def _measure_web(report: Report, server: Server, orders: int) -> None:
    of_one = orders * MIDDLING // ROUND
    offset = of_one * 9 // 10
    shop = open_shop("sendiri")
    fill([shop], first=1, last=of_one)
    report.title(f"{_orders()} orders in the house, {of_one} of them of one seller")
    _measure_floor(report, server, shop)
    small = measure_lists(report, server, visitor("sendiri"), offset=offset)

    big, middling = open_shop("besar"), open_shop("sedang")
    started = time.perf_counter()
    fill(_turns(big, middling, orders), first=of_one + 1, last=orders)
    _rest()
    spent = time.perf_counter() - started
    report.title(f"{_orders()} orders in the house, filled in {spent:.0f} s ({_house_mib()} MiB)")
    for username in ("sedang", "besar"):
        who = visitor(username)
        mine = Order.objects.for_partner(who.partner.pk).count()
        report.title(f"Lists of a seller with {mine} of {orders} orders")
        measure_lists(report, server, who, offset=offset, small=small)
        report.title(f"Searches of a seller with {mine} of {orders} orders")
        measure_searches(report, server, who)

    siti = visitor("siti")
    report.title(f"From cart to order, {orders} orders in the house, one worker with four threads")
    measure_store(report, server, siti)
    measure_calculate(report, server, siti)
    newest = Order.objects.for_partner(siti.partner.pk).latest("pk").pk
    path = f"/api/v1/order/{siti.partner.pk}/detail/{newest}"
    queries = queries_of(("GET", path, None), siti)
    report.row("order detail", ask(server, path, siti), queries=queries)
    report.title(f"A seller with {catalogue.PRODUCTS} products")
    catalogue.measure_products(report, server, siti)
    peak = peak_mib(server.worker_pid())
    print(f"\n{'peak memory of the web worker':<46}{peak:8.1f} MiB")
    report.budget("web worker below 120 MiB", holds=peak < 120)


def _measure_floor(report: Report, server: Server, shop: BenchShop) -> None:
    ids = list(Order.objects.for_partner(shop.partner.pk).values_list("pk", flat=True)[:50])
    request: Request = ("GET", "/floor?ids=" + ",".join(map(str, ids)), None)
    measure(server, [request] * 50, concurrency=1, headers={})
    floor = measure(server, [request] * 800, concurrency=1, headers={})
    report.row("floor: 50 rows by primary key", floor)
    report.floor = floor


def _turns(big: BenchShop, middling: BenchShop, orders: int) -> list[BenchShop]:
    """Whose order is the first of a round, the second and so on."""
    crowd = cycle(open_crowd(max(5, orders // CROWD_ORDERS)))
    turns = []
    for turn in range(ROUND):
        if turn % 10 == 0:
            turns.append(big)
        else:
            turns.append(middling if turn % 100 == 1 else next(crowd))
    return turns


def _orders() -> int:
    return Order.objects.count()


def _house_mib() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1048576")
        return int(cursor.fetchone()[0])


def _rest() -> None:
    """What filling left to be written would otherwise be written while others are measured."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def _environment(data_dir: Path, courier_url: str) -> dict[str, str]:
    return {
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "JNE_BASE_URL": courier_url,
        "SHIPPER_BASE_URL": courier_url,
        "LOG_LEVEL": "WARNING",
    }


@contextmanager
def _sandbox(*, latency_ms: int) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "manage.py", "run_sandbox", f"--port={port}", f"--latency-ms={latency_ms}"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    url = f"http://127.0.0.1:{port}"
    settings.JNE_BASE_URL = settings.JNE_BOOKING_BASE_URL = url
    _wait_for(port)
    try:
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    """Until something listens there; a busy machine takes longer to start a process."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
