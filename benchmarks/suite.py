"""The measurements of `make bench`, each against the budget it is stated for."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command

from benchmarks.bookings import LATENCY_MS, measure_bookings
from benchmarks.catalogue import PRODUCTS, measure_products
from benchmarks.floor import measure_floor
from benchmarks.house import BIG, MIDDLING, House
from benchmarks.imports import measure_imports
from benchmarks.labels import measure_labels
from benchmarks.lists import compare, measure_detail, measure_growth, measure_lists, measure_searches
from benchmarks.money import measure_money
from benchmarks.places import measure_places
from benchmarks.polls import measure_polls
from benchmarks.reconciliation import measure_reconciliation
from benchmarks.report import Report
from benchmarks.sandbox import courier
from benchmarks.server import Server, peak_mib, serving
from benchmarks.store import measure_calculate, measure_store
from benchmarks.visitor import visitor
from komship.demo.load import load_demo


@dataclass(frozen=True, slots=True)
class Bench:
    """What a part measures with: a running web server and a house that it may fill."""

    report: Report
    server: Server
    house: House


def run(data_dir: Path, *, orders: int, only: Collection[str] = ()) -> int:
    """Measure these parts, or all, in an empty database; returns 1 when a budget is missed."""
    report = Report()
    call_command("migrate", verbosity=0)
    for line in load_demo(orders=300):
        if line.startswith("BROKEN"):
            raise RuntimeError(line)
    with courier(latency_ms=0) as url, serving(data_dir, _environment(data_dir, url)) as server:
        bench = Bench(report, server, House(orders))
        report.title("Fifty rows by primary key, the floor that others are compared to")
        measure_floor(report, server)
        for name, part in PARTS.items():
            if name in only or not only:
                part(bench)
        _measure_memory(report, server)
    print(f"\n{len(report.missed)} budgets missed", *report.missed, sep="\n    ")
    return 1 if report.missed else 0


def _lists(bench: Bench) -> None:
    """The big seller while she is alone, then both sellers among all others."""
    report, server, house = bench.report, bench.server, bench.house
    house.grow_alone(house.orders // 500)
    big = visitor(BIG)
    report.title(f"{house.describe()}, a young seller")
    young = measure_growth(report, server, big)
    house.grow_alone(house.orders // 100)
    report.title(f"{house.describe()}, hers alone")
    offset = house.orders // 100 * 9 // 10
    small = measure_lists(report, server, big, offset=offset)
    house.grow_up()
    measure_floor(report, server)
    for who in (visitor(MIDDLING), big):
        report.title(f"{house.describe()}, {who.orders():,} of this seller: lists")
        large = measure_lists(report, server, who, offset=offset)
        compare(report, large, small, as_many_orders=who is not big)
        report.title(f"{house.describe()}, {who.orders():,} of this seller: searches")
        measure_searches(report, server, who)
    report.title(f"{house.describe()}, the young seller has {big.orders():,}")
    measure_growth(report, server, big, young)
    measure_detail(report, server, big)


def _store(bench: Bench) -> None:
    bench.house.grow_up()
    bench.report.title(f"{bench.house.describe()}, from cart to order: one worker with four threads")
    siti = visitor("siti")
    measure_store(bench.report, bench.server, siti)
    measure_calculate(bench.report, bench.server, siti)


def _products(bench: Bench) -> None:
    bench.report.title(f"A seller with {PRODUCTS:,} products")
    measure_products(bench.report, bench.server, visitor("siti"))


def _bookings(bench: Bench) -> None:
    with courier(latency_ms=LATENCY_MS):
        bench.report.title(f"A worker and couriers that need {LATENCY_MS} ms for each answer")
        measure_bookings(bench.report, bench.server, visitor("siti"))


def _labels(bench: Bench) -> None:
    bench.house.grow_up()
    bench.report.title(f"{bench.house.describe()}, labels of one seller")
    measure_labels(bench.report)


def _places(bench: Bench) -> None:
    bench.report.title("Search of places at full size")
    measure_places(bench.report)


def _imports(bench: Bench) -> None:
    with courier(latency_ms=0):
        bench.report.title("Orders from a file")
        measure_imports(bench.report)


def _polls(bench: Bench) -> None:
    measure_polls(bench.report)


def _money(bench: Bench) -> None:
    bench.house.grow_up()
    measure_money(bench.report, bench.server, username=BIG)


def _reconciliation(bench: Bench) -> None:
    measure_reconciliation(bench.report)


# In the order they run; money comes last, for it adds parcels that belong to no order. One more part is a
# function above and a line here; it can then be asked for by its name.
PARTS: Mapping[str, Callable[[Bench], None]] = {
    "lists": _lists,
    "store": _store,
    "products": _products,
    "bookings": _bookings,
    "labels": _labels,
    "places": _places,
    "imports": _imports,
    "polls": _polls,
    "reconciliation": _reconciliation,
    "money": _money,
}


def _measure_memory(report: Report, server: Server) -> None:
    peak = peak_mib(server.worker_pid())
    report.title("After all of that")
    print(f"{'peak memory of the web worker':<46}{peak:8.1f} MiB")
    report.budget("web worker below 120 MiB", holds=peak < 120)


def _environment(data_dir: Path, courier_url: str) -> dict[str, str]:
    return {
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "JNE_BASE_URL": courier_url,
        "SHIPPER_BASE_URL": courier_url,
        "LOG_LEVEL": "WARNING",
    }
