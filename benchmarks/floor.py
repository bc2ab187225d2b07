"""The least that a list in this server can cost; what operations burn is told as a multiple of it."""

from benchmarks.load import Request, measure
from benchmarks.report import Report
from benchmarks.server import Server
from orders.models import Order

ROWS, WARM_UP, TIMES = 50, 50, 800


def measure_floor(report: Report, server: Server) -> None:
    """Again after each filling, so that operations are compared to the floor of the same minutes."""
    ids = Order.objects.order_by("pk").values_list("pk", flat=True)[:ROWS]
    request: Request = ("GET", "/floor?ids=" + ",".join(map(str, ids)), None)
    measure(server, [request] * WARM_UP, concurrency=1, headers={})
    report.floor = measure(server, [request] * TIMES, concurrency=1, headers={})
    report.row(f"floor: {ROWS} rows by primary key", report.floor, queries=1)
